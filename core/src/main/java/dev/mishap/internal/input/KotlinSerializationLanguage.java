package dev.mishap.internal.input;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.internal.input.BodyLanguage.Failure.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Bodies that kotlinx.serialization reads. It says in its messages only where a body does
 * not fit, and its classes are known by name: a library for Java has no need of the
 * standard library of Kotlin. A message that is not known leads to a coarser answer.
 */
final class KotlinSerializationLanguage implements BodyLanguage {

	private static final String EXCEPTION = "kotlinx.serialization.SerializationException";

	private static final String PATH = " at path: (\\$\\S*)(?:\\n.*)?";

	private static final Pattern MISSING = Pattern
		.compile("Fields? (?:'([^']+)'|\\[([^,\\]]+)[^\\]]*]) (?:is|are) required for type with serial name '[^']*', "
				+ "but (?:it was|they were) missing" + PATH, Pattern.DOTALL);

	private static final Pattern UNFIT = Pattern.compile(
			"Unexpected JSON token at offset \\d+: (?:(Expected string literal but 'null' literal was found)|"
					+ "Unexpected symbol '[^\\n]' in numeric literal|Failed to parse \\w+ for input '[^'\\n]*')" + PATH,
			Pattern.DOTALL);

	private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d+)]|\\['([^'\\]]*)']");

	@Override
	public @Nullable Names names(Object codec) {
		return null;
	}

	@Override
	public @Nullable Failure failure(Throwable exception, @Nullable Object codec, @Nullable ResolvableType type) {
		String message = exception.getMessage();
		if (message == null || !isOfThisLibrary(exception.getClass())) {
			return null;
		}
		Matcher missing = MISSING.matcher(message);
		if (missing.matches()) {
			String first = (missing.group(1) != null) ? missing.group(1) : missing.group(2);
			return failure(Kind.MISSING, path(missing.group(3)).member(first));
		}
		Matcher unfit = UNFIT.matcher(message);
		if (unfit.matches()) {
			return failure((unfit.group(1) != null) ? Kind.NULL : Kind.WRONG_TYPE, path(unfit.group(2)));
		}
		return null;
	}

	private static boolean isOfThisLibrary(Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (each.getName().equals(EXCEPTION)) {
				return true;
			}
		}
		return false;
	}

	private static Failure failure(Kind kind, ClientPath path) {
		return new Failure(kind, path, null, null, List.of(), 0, 0, null, null);
	}

	/** Reads {@code $.items[0].price}, as far as it can be read. */
	private static ClientPath path(String text) {
		ClientPath path = ClientPath.ROOT;
		Matcher step = STEP.matcher(text);
		int end = 1;
		while (step.find(end) && step.start() == end) {
			if (step.group(1) != null) {
				path = path.member(step.group(1));
			}
			else if (step.group(2) != null) {
				path = path.element(Integer.valueOf(step.group(2)));
			}
			else {
				path = path.element(step.group(3));
			}
			end = step.end();
			if (end >= text.length()) {
				break;
			}
		}
		return path;
	}

}
