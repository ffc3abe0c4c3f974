package dev.mishap.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.body.MemberNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.web.ErrorResponse;

/**
 * Problems in Spring's words that handlers of the application return. They gain code,
 * request ID and the header field that their status owes; everything else in them is the
 * handler's own.
 */
public final class ReturnedDetails {

	private static final String CODE = "code";

	private static final String REQUEST_ID = "request_id";

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private final ProblemPipeline pipeline;

	/**
	 * Creates it.
	 * @param pipeline the path of an error to its answer
	 */
	public ReturnedDetails(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
	}

	/**
	 * Returns whether a problem is about an error.
	 * @param detail the problem
	 */
	public static boolean isError(ProblemDetail detail) {
		return detail.getStatus() >= FIRST_ERROR && detail.getStatus() <= LAST_ERROR;
	}

	/**
	 * Returns what to send for a problem, and sets the fields that its status owes. A
	 * handler may return the same object to any number of requests at once.
	 * @param detail the problem, of an error
	 * @param request the request that it answers
	 * @param headers the header fields of the answer
	 */
	public ProblemDetail complete(ProblemDetail detail, ProblemRequest request, HttpHeaders headers) {
		this.pipeline.owedBy(detail.getStatus(), request).forEach((name, values) -> {
			if (!headers.containsHeader(name)) {
				headers.put(name, values);
			}
		});
		Map<String, Object> members = new LinkedHashMap<>();
		Map<String, Object> properties = detail.getProperties();
		if (properties != null) {
			members.putAll(properties);
			// readers differ in which of two members of one name they take (RFC 8259,
			// section 4)
			members.keySet().removeIf(MemberNames::isFixed);
		}
		members.putIfAbsent(CODE, Problem.of(detail.getStatus()).code());
		members.put(REQUEST_ID, this.pipeline.requestId(request));
		// a class of the application's own has members that nobody else can copy
		ProblemDetail complete = (detail.getClass() == ProblemDetail.class) ? copy(detail) : detail;
		complete.setProperties(members);
		return complete;
	}

	/**
	 * Interceptors of the application for problems in Spring's words. They see those of
	 * the library too, where Spring would have described the exception: what they do to
	 * them is done to the body. The status is not theirs to change, as with Spring.
	 * <p>
	 * Thread-safe.
	 */
	public static final class Interceptors {

		private final AtomicReference<@Nullable Registered> registered = new AtomicReference<>();

		/**
		 * Sets the interceptors. What another context says later does not count: one
		 * below has the application's configurers too, and its own.
		 * @param interceptors the list that Spring goes through, to which others may
		 * still be added
		 * @param door the door through which comes what Spring would have described
		 */
		public void set(List<ErrorResponse.Interceptor> interceptors, Door door) {
			this.registered.compareAndSet(null, new Registered(interceptors, door));
		}

		/**
		 * Returns what the interceptors make of a problem.
		 * @param problem the problem with its texts
		 * @param context what it is about
		 * @param failures told which interceptor failed; the others go on
		 */
		Problem intercept(Problem problem, ProblemContext context, BiConsumer<String, Throwable> failures) {
			Registered known = this.registered.get();
			if (known == null || known.door() != context.door() || !isDescribedBySpring(context.exception())) {
				return problem;
			}
			Problem result = problem;
			for (ErrorResponse.Interceptor interceptor : known.interceptors()) {
				try {
					ProblemDetail before = detailOf(result, context);
					ProblemDetail after = detailOf(result, context);
					interceptor.handleError(after, null);
					result = merge(result, before, after);
				}
				catch (Throwable ex) {
					failures.accept("the ErrorResponse.Interceptor " + ClassUtils.getDescriptiveType(interceptor), ex);
				}
			}
			return result;
		}

		/** What Spring's {@code ResponseEntityExceptionHandler} has a problem for. */
		private static boolean isDescribedBySpring(@Nullable Throwable exception) {
			return exception instanceof ErrorResponse || exception instanceof TypeMismatchException
					|| exception instanceof HttpMessageNotReadableException
					|| exception instanceof HttpMessageNotWritableException
					|| exception instanceof MethodValidationException;
		}

		/** Spring has the path of the request where there is no other instance. */
		private static ProblemDetail detailOf(Problem problem, ProblemContext context) {
			URI instance = problem.instance();
			ProblemDetail detail = detail(problem.status(), problem.type(), problem.title(), problem.detail(),
					(instance != null) ? instance : pathOf(context.request()));
			Map<String, Object> members = new LinkedHashMap<>();
			members.put(CODE, problem.code());
			members.put(REQUEST_ID, context.requestId());
			members.putAll(problem.extensions());
			detail.setProperties(members);
			return detail;
		}

		private static @Nullable URI pathOf(ProblemRequest request) {
			String path = request.path();
			try {
				return (path != null) ? new URI(path) : null;
			}
			catch (URISyntaxException ex) {
				return null;
			}
		}

		/** Spring leaves out what is empty. */
		private static Problem merge(Problem problem, ProblemDetail before, ProblemDetail after) {
			Problem merged = problem;
			URI type = after.getType();
			if (!Objects.equals(type, before.getType())) {
				merged = merged.withType((type != null && !type.toString().isEmpty()) ? type : null);
			}
			if (StringUtils.hasLength(after.getTitle()) && !after.getTitle().equals(before.getTitle())) {
				merged = merged.withTitle(after.getTitle());
			}
			if (!Objects.equals(after.getDetail(), before.getDetail())) {
				merged = merged.withDetail(StringUtils.hasLength(after.getDetail()) ? after.getDetail() : null);
			}
			if (!Objects.equals(after.getInstance(), before.getInstance())) {
				merged = merged.withInstance(after.getInstance());
			}
			return merged.withExtensions(extensions(problem, after));
		}

		/** Code and errors are the application's where it writes its own. */
		private static Map<String, Object> extensions(Problem problem, ProblemDetail detail) {
			Map<String, Object> extensions = new LinkedHashMap<>();
			Map<String, Object> properties = detail.getProperties();
			if (properties != null) {
				properties.forEach((name, value) -> {
					boolean given = CODE.equals(name) && problem.code().equals(value);
					if (value != null && !given && !MemberNames.isFixed(name)) {
						extensions.put(name, value);
					}
				});
			}
			return extensions;
		}

		private record Registered(List<ErrorResponse.Interceptor> interceptors, Door door) {

		}

	}

	private static ProblemDetail copy(ProblemDetail detail) {
		return detail(detail.getStatus(), detail.getType(), detail.getTitle(), detail.getDetail(),
				detail.getInstance());
	}

	private static ProblemDetail detail(int status, @Nullable URI type, @Nullable String title, @Nullable String text,
			@Nullable URI instance) {
		ProblemDetail detail = ProblemDetail.forStatus(status);
		if (type != null) {
			detail.setType(type);
		}
		detail.setTitle(title);
		detail.setDetail(text);
		detail.setInstance(instance);
		return detail;
	}

}
