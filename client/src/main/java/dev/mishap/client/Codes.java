package dev.mishap.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Finds what stands for a problem, by its code, its type or its status.
 *
 * @param <T> what is found
 */
final class Codes<T> {

	private static final ClassValue<Codes<Enum<?>>> OF_ENUMS = new ClassValue<>() {
		@Override
		protected Codes<Enum<?>> computeValue(Class<?> type) {
			return ofConstants(type);
		}
	};

	private final Map<String, T> byCode = new HashMap<>();

	private final Map<String, T> byPlainCode = new HashMap<>();

	private final Map<String, T> byType = new HashMap<>();

	private final Map<Integer, T> byStatus = new HashMap<>();

	/** Returns the constant for a problem, or {@code null}. */
	static <E extends Enum<E>> @Nullable E find(UpstreamProblem problem, Class<E> type) {
		Enum<?> found = OF_ENUMS.get(type).find(problem);
		return (found != null) ? type.cast(found) : null;
	}

	private static Codes<Enum<?>> ofConstants(Class<?> type) {
		Codes<Enum<?>> codes = new Codes<>();
		for (Object each : type.getEnumConstants()) {
			Enum<?> constant = (Enum<?>) each;
			UpstreamCode annotation = annotation(constant);
			if (annotation == null || annotation.value().length == 0) {
				codes.putCode(codeOf(constant), constant);
			}
			if (annotation != null) {
				codes.put(annotation, constant);
			}
			if (constant instanceof ProblemType problemType && problemType.documentation() != null) {
				codes.byType.putIfAbsent(String.valueOf(problemType.documentation()), constant);
			}
		}
		return codes;
	}

	/** Returns the code that a constant stands for. */
	static String codeOf(Enum<?> constant) {
		UpstreamCode annotation = annotation(constant);
		if (annotation != null && annotation.value().length > 0) {
			return annotation.value()[0];
		}
		return (constant instanceof ProblemType type) ? type.code() : constant.name();
	}

	private static @Nullable UpstreamCode annotation(Enum<?> constant) {
		try {
			return constant.getDeclaringClass().getField(constant.name()).getAnnotation(UpstreamCode.class);
		}
		catch (NoSuchFieldException ex) {
			return null;
		}
	}

	void put(UpstreamCode annotation, T value) {
		for (String code : annotation.value()) {
			putCode(code, value);
		}
		if (!annotation.type().isEmpty()) {
			this.byType.putIfAbsent(annotation.type(), value);
		}
		if (annotation.status() != 0) {
			this.byStatus.putIfAbsent(annotation.status(), value);
		}
	}

	void putCode(String code, T value) {
		this.byCode.putIfAbsent(code, value);
		this.byPlainCode.putIfAbsent(plain(code), value);
	}

	Codes<T> copy() {
		Codes<T> copy = new Codes<>();
		copy.addAll(this);
		return copy;
	}

	/** Adds those of others that these do not have. */
	void addAll(Codes<T> others) {
		others.byCode.forEach(this.byCode::putIfAbsent);
		others.byPlainCode.forEach(this.byPlainCode::putIfAbsent);
		others.byType.forEach(this.byType::putIfAbsent);
		others.byStatus.forEach(this.byStatus::putIfAbsent);
	}

	@Nullable T find(UpstreamProblem problem) {
		String code = problem.code();
		if (code != null) {
			return ofCode(code);
		}
		URI type = problem.type();
		if (!type.equals(UpstreamProblem.BLANK)) {
			T exact = this.byType.get(type.toString());
			T found = (exact != null) ? exact : ofCode(lastPart(type.toString()));
			if (found != null) {
				return found;
			}
		}
		T found = this.byStatus.get(problem.status());
		return (found != null) ? found : ofStatus(problem.status());
	}

	private @Nullable T ofCode(String code) {
		T exact = this.byCode.get(code);
		return (exact != null) ? exact : this.byPlainCode.get(plain(code));
	}

	private @Nullable T ofStatus(int status) {
		return (status >= 400 && status <= 599) ? this.byCode.get(Problem.of(status).code()) : null;
	}

	static String lastPart(String type) {
		String path = type.replaceFirst("[?#]$", "");
		int separator = Math.max(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')), path.lastIndexOf('#'));
		return path.substring(separator + 1);
	}

	/**
	 * Returns a code without what tells OUT_OF_STOCK, out-of-stock and outOfStock apart.
	 */
	static String plain(String code) {
		StringBuilder plain = new StringBuilder(code.length());
		for (int i = 0; i < code.length(); i++) {
			if (Character.isLetterOrDigit(code.charAt(i))) {
				plain.append(code.charAt(i));
			}
		}
		return plain.toString().toUpperCase(Locale.ROOT);
	}

}
