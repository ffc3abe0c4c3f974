package dev.mishap.client;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.service.invoker.HttpRequestValues;

/**
 * Lets the methods of HTTP interfaces say by their {@code throws} clause which exceptions
 * stand for which errors. Groups of Spring Boot have it already; a proxy that an
 * application makes itself takes it by
 * {@code HttpServiceProxyFactory.builderFor(adapter).httpRequestValuesProcessor(new DeclaredProblems())}.
 *
 * @since 0.1.0
 */
public final class DeclaredProblems implements HttpRequestValues.Processor {

	private final @Nullable ProblemClient group;

	/**
	 * Creates a processor for interfaces whose client is known otherwise.
	 */
	public DeclaredProblems() {
		this.group = null;
	}

	/**
	 * Creates a processor for the interfaces of a group.
	 * @param group the client of the group
	 */
	public DeclaredProblems(ProblemClient group) {
		this.group = group;
	}

	@Override
	public void process(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder builder) {
		builder.addAttribute(ProblemClient.METHOD_ATTRIBUTE, method);
		if (this.group != null) {
			builder.addAttribute(ProblemClient.GROUP_ATTRIBUTE, this.group);
		}
	}

}
