package dev.mishap.internal.servlet.webmvc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.internal.body.HtmlProblemWriter.PageModel;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.autoconfigure.web.ErrorProperties.IncludeAttribute;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.error.ErrorAttributeOptions.Include;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Model of an error view: what Boot puts into it, by its {@code ErrorAttributes} and the
 * keys below {@code spring.web.error}, and beside that the members of the problem.
 */
final class BootErrorModel {

	private static final Log logger = LogFactory.getLog(BootErrorModel.class);

	private final Supplier<@Nullable ErrorAttributes> attributes;

	private final SingletonSupplier<ErrorProperties> properties;

	BootErrorModel(Supplier<@Nullable ErrorAttributes> attributes, Environment environment) {
		this.attributes = attributes;
		this.properties = SingletonSupplier.of(() -> properties(environment));
	}

	/** The keys have moved from one version of Boot to the next. */
	private static ErrorProperties properties(Environment environment) {
		String prefix = ClassUtils.hasMethod(WebProperties.class, "getError") ? "spring.web.error" : "server.error";
		return Binder.get(environment).bind(prefix, ErrorProperties.class).orElseGet(ErrorProperties::new);
	}

	/**
	 * Returns the model.
	 * @param problem the problem
	 * @param context the circumstances
	 * @param request the request, with the attributes of an error dispatch
	 */
	Map<String, Object> of(Problem problem, ProblemContext context, HttpServletRequest request) {
		Map<String, Object> model = new LinkedHashMap<>();
		ofBoot(request).forEach((name, value) -> {
			if (value != null) {
				model.put(name, value);
			}
		});
		PageModel.complete(model, problem, context);
		return model;
	}

	private Map<String, @Nullable Object> ofBoot(HttpServletRequest request) {
		ErrorAttributes source = this.attributes.get();
		if (source == null) {
			return Map.of();
		}
		try {
			return new HashMap<>(source.getErrorAttributes(new ServletWebRequest(request), options(request)));
		}
		catch (RuntimeException ex) {
			logger.error("The ErrorAttributes failed: an error view goes without them", ex);
			return Map.of();
		}
	}

	private ErrorAttributeOptions options(HttpServletRequest request) {
		ErrorProperties properties = this.properties.obtain();
		ErrorAttributeOptions options = ErrorAttributeOptions.defaults();
		if (properties.isIncludeException()) {
			options = options.including(Include.EXCEPTION);
		}
		if (isIncluded(properties.getIncludeStacktrace(), "trace", request)) {
			options = options.including(Include.STACK_TRACE);
		}
		if (isIncluded(properties.getIncludeMessage(), "message", request)) {
			options = options.including(Include.MESSAGE);
		}
		if (isIncluded(properties.getIncludeBindingErrors(), "errors", request)) {
			options = options.including(Include.BINDING_ERRORS);
		}
		return isIncluded(properties.getIncludePath(), "path", request) ? options.including(Include.PATH)
				: options.excluding(Include.PATH);
	}

	private static boolean isIncluded(IncludeAttribute included, String parameter, HttpServletRequest request) {
		return switch (included) {
			case ALWAYS -> true;
			case ON_PARAM ->
				request.getParameter(parameter) != null && !"false".equalsIgnoreCase(request.getParameter(parameter));
			case NEVER -> false;
		};
	}

	/**
	 * Says what an error dispatch says of an error (Servlet 6.1, section 10.9.1).
	 */
	static void describe(ErrorViews.RenderedRequest request, Problem problem, ProblemContext context) {
		request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, problem.status());
		request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, context.request().path());
		request.setAttribute(RequestDispatcher.ERROR_METHOD, context.request().method());
		Throwable exception = context.exception();
		if (exception != null) {
			if (speaksForItself(exception) && problem.detail() != null) {
				request.setAttribute(RequestDispatcher.ERROR_MESSAGE, problem.detail());
			}
			request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, exception);
			request.setAttribute(RequestDispatcher.ERROR_EXCEPTION_TYPE, exception.getClass());
		}
	}

	/** What stock Boot passes on as the reason of a refusal, and not as a message. */
	private static boolean speaksForItself(Throwable exception) {
		return exception instanceof ErrorResponse
				|| AnnotatedElementUtils.hasAnnotation(exception.getClass(), ResponseStatus.class);
	}

}
