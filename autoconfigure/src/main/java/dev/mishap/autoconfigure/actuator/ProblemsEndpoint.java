package dev.mishap.autoconfigure.actuator;

import java.util.Map;
import java.util.function.Supplier;

import dev.mishap.internal.registry.ProblemRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.util.ClassUtils;

/**
 * Shows the problems that the application can answer with, and why an exception is
 * answered as it is.
 */
@Endpoint(id = "problems")
final class ProblemsEndpoint {

	private final Supplier<ProblemRegistry> registry;

	private final @Nullable ClassLoader classLoader;

	ProblemsEndpoint(Supplier<ProblemRegistry> registry, @Nullable ClassLoader classLoader) {
		this.registry = registry;
		this.classLoader = classLoader;
	}

	/**
	 * Returns the registry, or what is asked about an exception.
	 * @param exception the name of a class, or {@code null} for the registry
	 * @return the data, or {@code null} if there is no such class
	 */
	@ReadOperation
	@Nullable Map<String, Object> problems(@Nullable String exception) {
		if (exception == null) {
			return this.registry.get().asData();
		}
		Class<? extends Throwable> type = find(exception);
		return (type != null) ? this.registry.get().explain(type) : null;
	}

	/** Looks only: no class is initialized because somebody asks for it. */
	private @Nullable Class<? extends Throwable> find(String name) {
		try {
			Class<?> type = ClassUtils.forName(name, this.classLoader);
			return Throwable.class.isAssignableFrom(type) ? type.asSubclass(Throwable.class) : null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
