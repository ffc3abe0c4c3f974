package dev.mishap.internal.operations;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A part of Micrometer that may not be there, asked for when it is first needed.
 *
 * @param <T> the type of the part
 */
final class Optionally<T> {

	private final Supplier<@Nullable T> source;

	private volatile @Nullable T part;

	private volatile boolean asked;

	Optionally(Supplier<@Nullable T> source) {
		this.source = source;
	}

	/** Returns the part, or {@code null} if there is none. */
	@Nullable T get() {
		if (!this.asked) {
			this.part = this.source.get();
			this.asked = true;
		}
		return this.part;
	}

}
