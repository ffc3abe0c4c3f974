package dev.mishap.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of a class that is bound to a problem by {@link UpstreamCode}. */
final class Binding implements Function<UpstreamAnswer, RuntimeException> {

	private static final Log logger = LogFactory.getLog(Binding.class);

	private static final ClassValue<Object> OF_CLASSES = new ClassValue<>() {
		@Override
		protected Object computeValue(Class<?> type) {
			try {
				Object binding = create(type);
				return (binding != null) ? binding : Boolean.FALSE;
			}
			catch (IllegalArgumentException ex) {
				logger.warn(ex.getMessage() + "; it is left out");
				return Boolean.FALSE;
			}
		}
	};

	private final UpstreamCode code;

	private final Constructor<? extends RuntimeException> constructor;

	private Binding(UpstreamCode code, Constructor<? extends RuntimeException> constructor) {
		this.code = code;
		this.constructor = constructor;
	}

	/** Returns the binding of a class, or {@code null} if it is bound to nothing. */
	static @Nullable Binding find(Class<?> type) {
		return (OF_CLASSES.get(type) instanceof Binding binding) ? binding : null;
	}

	/**
	 * Returns the binding of a class.
	 * @throws IllegalArgumentException if it is bound to nothing, or cannot be made
	 */
	static Binding of(Class<? extends RuntimeException> type) {
		Binding binding = create(type);
		if (binding == null) {
			throw new IllegalArgumentException(type.getName() + " has no @UpstreamCode");
		}
		return binding;
	}

	private static @Nullable Binding create(Class<?> type) {
		UpstreamCode code = type.getDeclaredAnnotation(UpstreamCode.class);
		if (code == null) {
			return null;
		}
		if (!RuntimeException.class.isAssignableFrom(type)) {
			throw new IllegalArgumentException(type.getName() + " has an @UpstreamCode and is no RuntimeException");
		}
		try {
			Constructor<? extends RuntimeException> constructor = type.asSubclass(RuntimeException.class)
				.getDeclaredConstructor(UpstreamAnswer.class);
			if (!constructor.trySetAccessible()) {
				throw new IllegalArgumentException("the constructor of " + type.getName() + " is not accessible");
			}
			return new Binding(code, constructor);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalArgumentException(
					type.getName() + " has no constructor with an UpstreamAnswer as its only parameter", ex);
		}
	}

	UpstreamCode code() {
		return this.code;
	}

	@Override
	public RuntimeException apply(UpstreamAnswer answer) {
		try {
			return this.constructor.newInstance(answer);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
