package dev.mishap.autoconfigure.input;

import java.util.function.Function;

/**
 * What is found out once for each class and forgotten together with it. A value must not
 * refer to its {@code PerClass}: the class would keep both for ever.
 *
 * @param <V> the type of the values
 */
final class PerClass<V> extends ClassValue<V> {

	private final Function<Class<?>, V> function;

	PerClass(Function<Class<?>, V> function) {
		this.function = function;
	}

	@Override
	protected V computeValue(Class<?> type) {
		return this.function.apply(type);
	}

}
