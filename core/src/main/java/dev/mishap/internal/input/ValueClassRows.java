package dev.mishap.internal.input;

import java.lang.reflect.Method;
import java.util.List;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;

/**
 * Values that a value class of Kotlin does not accept. Spring makes the instance when it
 * calls the handler, after all arguments have been converted: what the class refuses
 * looks as if the handler itself had thrown it, and only the trace tells that the handler
 * was not reached.
 */
final class ValueClassRows {

	/** The method of Spring that makes an instance, and the one of the class. */
	private static final String BOX = "box";

	private static final String CONSTRUCTOR = "constructor-impl";

	private final WebFramework framework;

	ValueClassRows(WebFramework framework) {
		this.framework = framework;
	}

	void addTo(ProblemMappings.Builder mappings) {
		mappings.map(IllegalArgumentException.class, this::describe, Problem.of(400, "INVALID_PARAMETER"));
	}

	/** What anything else has thrown is left to the rows below. */
	private @Nullable Problem describe(IllegalArgumentException exception, ProblemRequest request) {
		String refusing = refusing(exception);
		if (refusing == null) {
			return null;
		}
		List<InputSource> sources = this.framework.arguments(request)
			.stream()
			.filter((argument) -> isOf(argument, refusing))
			.map(InputSource::of)
			.toList();
		InputSource source = (sources.size() == 1) ? sources.get(0) : null;
		return (source != null && !source.isRead()) ? InputRows.refused(source.location(), source.name())
				: Problem.of(400, "INVALID_PARAMETER");
	}

	/**
	 * Returns the name of the value class, or {@code null} if it was none. Reactor cuts
	 * the trace of what passes a checkpoint, and keeps the whole of it beside.
	 */
	private static @Nullable String refusing(IllegalArgumentException exception) {
		String refusing = refusing(exception.getStackTrace());
		for (Throwable beside : exception.getSuppressed()) {
			if (refusing == null && beside.getClass().getName().startsWith("reactor.")) {
				refusing = refusing(beside.getStackTrace());
			}
		}
		return refusing;
	}

	private static @Nullable String refusing(StackTraceElement[] trace) {
		String refusing = null;
		for (StackTraceElement frame : trace) {
			if (frame.getMethodName().equals(CONSTRUCTOR)) {
				refusing = frame.getClassName();
			}
			else if (frame.getMethodName().equals(BOX) && frame.getClassName().startsWith("org.springframework.")) {
				return refusing;
			}
		}
		return null;
	}

	/** A handler that is compiled takes what is in the value class in place of it. */
	private static boolean isOf(MethodParameter argument, String valueClass) {
		Class<?> type = argument.getParameterType();
		if (type.getName().equals(valueClass)) {
			return true;
		}
		try {
			Class<?> found = ClassUtils.forName(valueClass, argument.getContainingClass().getClassLoader());
			for (Method method : found.getDeclaredMethods()) {
				if (method.getName().equals(CONSTRUCTOR) && method.getParameterCount() == 1) {
					return method.getParameterTypes()[0] == type;
				}
			}
		}
		catch (ClassNotFoundException | LinkageError ignored) {
			// without its class, nobody knows which argument it was
		}
		return false;
	}

}
