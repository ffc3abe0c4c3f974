package dev.mishap.internal.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceBudgetTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

	private final TraceBudget budget = new TraceBudget(2, this.clock::get);

	@Test
	void isSpentByClassAndComesBackAfterAMinute() {
		assertThat(this.budget.spend(new IllegalStateException(), "a")).isTrue();
		assertThat(this.budget.spend(new IllegalStateException(), "b")).isTrue();
		assertThat(this.budget.spend(new IllegalStateException(), "c")).isFalse();
		assertThat(this.budget.lastOf(new IllegalStateException())).isEqualTo("b");
		assertThat(this.budget.spend(new IllegalArgumentException(), "d")).isTrue();
		this.clock.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
		assertThat(this.budget.spend(new IllegalStateException(), "e")).isFalse();
		this.clock.addAndGet(1);
		assertThat(this.budget.spend(new IllegalStateException(), "f")).isTrue();
		assertThat(this.budget.lastOf(new IllegalStateException())).isEqualTo("f");
	}

	@Test
	void ofZeroLetsNoTraceThrough() {
		TraceBudget none = new TraceBudget(0, this.clock::get);
		assertThat(none.spend(new IllegalStateException(), "a")).isFalse();
		assertThat(none.lastOf(new IllegalStateException())).isNull();
	}

}
