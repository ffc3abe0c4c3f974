package dev.mishap.internal.rows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.testing.FakeRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTimesTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("1994-11-06T08:49:37.250Z"), ZoneOffset.UTC);

	private final FakeRequest request = new FakeRequest();

	private RetryAfterTimes times(RetryAfterTimes.Unit form, Duration jitter, LongUnaryOperator random) {
		return new RetryAfterTimes(new RetryAfterTimes.Form(Duration.ofSeconds(10), form, jitter, Duration.ofDays(7)),
				CLOCK, random);
	}

	private @Nullable String customized(RetryAfterTimes times, String value) {
		Problem problem = Problem.of(503).withHeader("Retry-After", value);
		ProblemContext context = new ProblemContext(this.request, null, Door.FILTER, "1", Locale.ENGLISH);
		return times.customize(problem, context).header("Retry-After");
	}

	@Test
	void s20SecondsAreTheDefaultForm() {
		RetryAfterTimes times = times(RetryAfterTimes.Unit.SECONDS, Duration.ZERO, (bound) -> bound);
		assertThat(times.values(this.request)).containsExactly("10");
		assertThat(customized(times, "7")).isEqualTo("7");
	}

	@Test
	void s20DateIsAnImfFixdateThatIsNeverTooEarly() {
		RetryAfterTimes times = times(RetryAfterTimes.Unit.HTTP_DATE, Duration.ZERO, (bound) -> bound);
		assertThat(times.values(this.request)).containsExactly("Sun, 06 Nov 1994 08:49:48 GMT");
		assertThat(customized(times, "7")).isEqualTo("Sun, 06 Nov 1994 08:49:45 GMT");
	}

	@Test
	void jitterOnlyAdds() {
		RetryAfterTimes most = times(RetryAfterTimes.Unit.SECONDS, Duration.ofSeconds(5), (bound) -> bound);
		RetryAfterTimes least = times(RetryAfterTimes.Unit.SECONDS, Duration.ofSeconds(5), (bound) -> 0);
		assertThat(most.values(this.request)).containsExactly("15");
		assertThat(customized(most, "7")).isEqualTo("12");
		assertThat(least.values(this.request)).containsExactly("10");
		assertThat(customized(least, "7")).isEqualTo("7");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0                             | 1
			Sun, 06 Nov 1994 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT
			soon                          |
			10s                           |
			-1                            |
			1.5                           |
			2026-01-01T00:00:00Z          |
			""")
	void whatIsNoTimeIsLeftOut(String value, @Nullable String expected) {
		RetryAfterTimes times = times(RetryAfterTimes.Unit.SECONDS, Duration.ZERO, (bound) -> bound);
		assertThat(customized(times, value)).isEqualTo(expected);
	}

	/** Of another service, and of an exception of the application. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			604800                        | 604800
			604801                        | 604800
			999999999                     | 604800
			9999999999                    | 604800
			99999999999999999999          | 604800
			Sun, 13 Nov 1994 08:49:37 GMT | Sun, 13 Nov 1994 08:49:37 GMT
			Fri, 31 Dec 9999 23:59:59 GMT | 604800
			""")
	void longestTimeIsAWeek(String value, String expected) {
		RetryAfterTimes times = times(RetryAfterTimes.Unit.SECONDS, Duration.ZERO, (bound) -> bound);
		assertThat(customized(times, value)).isEqualTo(expected);
	}

	@Test
	void longestTimeIsWrittenAsADateToo() {
		RetryAfterTimes times = times(RetryAfterTimes.Unit.HTTP_DATE, Duration.ZERO, (bound) -> bound);
		assertThat(customized(times, "9999999999")).isEqualTo("Sun, 13 Nov 1994 08:49:38 GMT");
		assertThat(customized(times, "Fri, 31 Dec 9999 23:59:59 GMT")).isEqualTo("Sun, 13 Nov 1994 08:49:38 GMT");
	}

}
