package dev.mishap.internal.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.mishap.internal.log.ProblemLog.TraceBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceBudgetTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

	private final TraceBudget budget = new TraceBudget(2, this.clock::get);

	private static IllegalStateException state() {
		return new IllegalStateException();
	}

	@Test
	void isSpentByClassAndComesBackAfterAMinute() {
		assertThat(this.budget.spend(state(), "a")).isTrue();
		assertThat(this.budget.spend(state(), "b")).isTrue();
		assertThat(this.budget.spend(state(), "c")).isFalse();
		assertThat(this.budget.lastOf(state())).isEqualTo("b");
		assertThat(this.budget.spend(new IllegalArgumentException(), "d")).isTrue();
		this.clock.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
		assertThat(this.budget.spend(state(), "e")).isFalse();
		assertThat(this.budget.withheld()).isEqualTo(2);
		this.clock.addAndGet(1);
		assertThat(this.budget.spend(state(), "f")).isTrue();
		assertThat(this.budget.lastOf(state())).isEqualTo("f");
	}

	/** A rare error must not drown in a storm of its class. */
	@Test
	void exceptionFromElsewhereIsLoggedOnceBeyondTheBudget() {
		assertThat(this.budget.spend(state(), "a")).isTrue();
		assertThat(this.budget.spend(state(), "b")).isTrue();
		assertThat(this.budget.spend(state(), "c")).isFalse();
		for (int i = 0; i < 2; i++) {
			assertThat(this.budget.spend(new IllegalStateException(), "d")).isEqualTo(i == 0);
		}
		assertThat(this.budget.lastOf(state())).isEqualTo("d");
	}

	@Test
	void placesAreNotLookedForWithoutEnd() {
		assertThat(this.budget.spend(state(), "a")).isTrue();
		assertThat(this.budget.spend(state(), "b")).isTrue();
		for (int i = 0; i < 100; i++) {
			assertThat(this.budget.spend(state(), "c")).isFalse();
		}
		assertThat(this.budget.spend(new IllegalStateException(), "d")).isFalse();
	}

	@Test
	void ofZeroLetsNoTraceThrough() {
		TraceBudget none = new TraceBudget(0, this.clock::get);
		assertThat(none.spend(new IllegalStateException(), "a")).isFalse();
		assertThat(none.lastOf(new IllegalStateException())).isNull();
	}

}
