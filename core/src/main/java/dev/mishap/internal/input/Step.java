package dev.mishap.internal.input;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** One step from an object to a part of it, in the names of Java. */
sealed interface Step {

	/**
	 * Returns the steps of a path in Spring's notation, {@code items[0].price}.
	 * @param path the path
	 */
	static List<Step> parse(String path) {
		List<Step> steps = new ArrayList<>();
		int i = 0;
		while (i < path.length()) {
			char c = path.charAt(i);
			int end;
			if (c == '[') {
				end = path.indexOf(']', i);
				end = (end < 0) ? path.length() : end;
				steps.add(element(path.substring(i + 1, end)));
				i = end + 1;
			}
			else if (c == '.') {
				i++;
			}
			else {
				end = i;
				while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
					end++;
				}
				steps.add(new Property(path.substring(i, end)));
				i = end;
			}
		}
		return steps;
	}

	private static Step element(String text) {
		if (text.isEmpty()) {
			return new Element(null, null, 0);
		}
		if (text.length() < 10 && text.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return new Element(Integer.valueOf(text), null, 0);
		}
		boolean quoted = text.length() > 1 && (text.charAt(0) == '\'' || text.charAt(0) == '"')
				&& text.charAt(text.length() - 1) == text.charAt(0);
		return new Element(quoted ? text.substring(1, text.length() - 1) : text, null, 0);
	}

	/**
	 * To a property of a bean.
	 *
	 * @param name the name of the property
	 */
	record Property(String name) implements Step {

	}

	/**
	 * To an element of a container.
	 *
	 * @param key the index or the key; {@code null} where the container, a set for
	 * instance, has none
	 * @param container the class of the container, or {@code null} if it is not known
	 * @param argument which of its type arguments the element is of: of a map, 0 means
	 * the key itself
	 */
	record Element(@Nullable Object key, @Nullable Class<?> container, int argument) implements Step {

	}

	/**
	 * To the content of a container that holds one value, such as an {@code Optional}.
	 *
	 * @param container the class of the container
	 * @param argument which of its type arguments the content is of
	 */
	record Content(Class<?> container, int argument) implements Step {

	}

}
