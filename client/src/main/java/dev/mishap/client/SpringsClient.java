package dev.mishap.client;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.client.RestClient;

/**
 * What a {@code RestClient} keeps to itself, read where it is needed: when a call has
 * failed. Spring asks the status handlers of a builder in the order in which they were
 * added, and Spring Boot hands out builders that have ours already. Without a look at the
 * list, a handler that an application adds would never be asked.
 */
final class SpringsClient {

	/** Attribute of a request: what Spring collects the request in. */
	static final String SPEC_ATTRIBUTE = SpringsClient.class.getName();

	private static final String SPEC = "org.springframework.web.client.DefaultRestClient$DefaultRequestBodyUriSpec";

	private static final String CLIENT = "org.springframework.web.client.DefaultRestClient";

	private static final String HANDLER = "org.springframework.web.client.StatusHandler";

	private static final @Nullable Members MEMBERS = Members.find();

	private SpringsClient() {
	}

	/** Returns whether this version of Spring Framework can be looked into. */
	static boolean isKnown() {
		return MEMBERS != null;
	}

	/**
	 * Asks the status handlers that stand behind ours.
	 * @param attributes those of the request
	 * @param own the class of ours, of which there may be several
	 * @param call what a handler does with the call
	 * @return whether one of them was there for the answer
	 * @throws IOException what the handler has thrown
	 */
	static boolean isHandledByOthers(Map<String, Object> attributes, Class<?> own, ClientHttpResponse response,
			HandlerCall call) throws IOException {
		Members members = MEMBERS;
		Object client = client(attributes);
		if (members == null || client == null || !(members.handlers.get(client) instanceof List<?> handlers)) {
			return false;
		}
		boolean behind = false;
		for (Object handler : handlers) {
			if (own.isInstance(members.function.get(handler))) {
				behind = true;
			}
			else if (behind && Boolean.TRUE.equals(members.test.call(handler, response))) {
				call.by(handler, members.handle);
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the converters of the client.
	 * @param attributes those of the request
	 * @return the converters, or {@code null} if they are not known
	 */
	static @Nullable List<HttpMessageConverter<?>> converters(Map<String, Object> attributes) {
		Members members = MEMBERS;
		Object client = client(attributes);
		if (members == null || client == null || !(members.converters.get(client) instanceof List<?> converters)) {
			return null;
		}
		@SuppressWarnings("unchecked")
		List<HttpMessageConverter<?>> known = (List<HttpMessageConverter<?>>) converters;
		return known;
	}

	private static @Nullable Object client(Map<String, Object> attributes) {
		Object spec = attributes.get(SPEC_ATTRIBUTE);
		return (MEMBERS != null && MEMBERS.specType.isInstance(spec)) ? MEMBERS.client.get(spec) : null;
	}

	/** Calls one handler. */
	@FunctionalInterface
	interface HandlerCall {

		void by(Object handler, Invoked handle) throws IOException;

	}

	/** Method of Spring that throws what it throws. */
	record Invoked(Method method) {

		@Nullable Object call(Object target, Object... arguments) throws IOException {
			try {
				return this.method.invoke(target, arguments);
			}
			catch (InvocationTargetException ex) {
				Throwable thrown = ex.getTargetException();
				if (thrown instanceof IOException failure) {
					throw failure;
				}
				ReflectionUtils.rethrowRuntimeException(thrown);
				throw new IllegalStateException(thrown);
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** Field of Spring. */
	private record Value(Field field) {

		@Nullable Object get(Object target) {
			return ReflectionUtils.getField(this.field, target);
		}

	}

	/** All that is needed; one that is missing is reason enough not to look at all. */
	private record Members(Class<?> specType, Value client, Value handlers, Value converters, Value function,
			Invoked test, Invoked handle) {

		static @Nullable Members find() {
			try {
				ClassLoader loader = RestClient.class.getClassLoader();
				Class<?> spec = ClassUtils.forName(SPEC, loader);
				Class<?> client = ClassUtils.forName(CLIENT, loader);
				Class<?> handler = ClassUtils.forName(HANDLER, loader);
				return new Members(spec, field(spec, "this$0", client),
						field(client, "defaultStatusHandlers", List.class),
						field(client, "messageConverters", List.class),
						field(handler, "handler", RestClient.ResponseSpec.ErrorHandler.class),
						method(handler, "test", ClientHttpResponse.class),
						method(handler, "handle", HttpRequest.class, ClientHttpResponse.class));
			}
			catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
				return null;
			}
		}

		private static Value field(Class<?> owner, String name, Class<?> type) throws NoSuchFieldException {
			Field field = owner.getDeclaredField(name);
			if (!type.isAssignableFrom(field.getType())) {
				throw new NoSuchFieldException(name);
			}
			field.setAccessible(true);
			return new Value(field);
		}

		private static Invoked method(Class<?> owner, String name, Class<?>... parameters)
				throws NoSuchMethodException {
			Method method = owner.getDeclaredMethod(name, parameters);
			method.setAccessible(true);
			return new Invoked(method);
		}

	}

	/** Lets a native image look too. */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			for (String type : List.of(SPEC, CLIENT, HANDLER)) {
				hints.reflection()
					.registerTypeIfPresent(classLoader, type, MemberCategory.ACCESS_DECLARED_FIELDS,
							MemberCategory.INVOKE_DECLARED_METHODS);
			}
		}

	}

}
