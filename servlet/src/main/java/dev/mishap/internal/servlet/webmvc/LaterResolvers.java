package dev.mishap.internal.servlet.webmvc;

import java.util.ArrayList;
import java.util.List;

import dev.mishap.ProblemMappings;

import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.validation.BindException;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;

/**
 * Resolvers of the application that MVC asks after its own, such as a
 * {@code SimpleMappingExceptionResolver} with its pages. They are for what MVC's own do
 * not resolve; an advice for every exception, which ours is, would leave them nothing.
 */
public final class LaterResolvers {

	private final SingletonSupplier<Boolean> present;

	private final ObjectProvider<ProblemMappings> mappings;

	public LaterResolvers(ApplicationContext context, ObjectProvider<ProblemMappings> mappings) {
		this.present = SingletonSupplier.of(() -> isPresent(context));
		this.mappings = mappings;
	}

	private static boolean isPresent(ApplicationContext context) {
		List<HandlerExceptionResolver> resolvers = new ArrayList<>(
				BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerExceptionResolver.class, true, false)
					.values());
		AnnotationAwareOrderComparator.sort(resolvers);
		return !resolvers.isEmpty()
				&& resolvers.stream().anyMatch((resolver) -> resolver instanceof HandlerExceptionResolverComposite)
				&& !(resolvers.get(resolvers.size() - 1) instanceof HandlerExceptionResolverComposite);
	}

	/** Returns whether an exception would get as far as these resolvers without us. */
	boolean mayResolve(Throwable exception) {
		return this.present.obtain() && !isOfMvc(exception)
				&& !this.mappings.stream().anyMatch((known) -> known.isKnownOnPurpose(exception));
	}

	/** What MVC's own resolvers take, beside what says of itself what it stands for. */
	private static boolean isOfMvc(Throwable exception) {
		return exception instanceof ErrorResponse || exception instanceof HttpMessageConversionException
				|| exception instanceof TypeMismatchException || exception instanceof MethodValidationException
				|| exception instanceof BindException;
	}

}
