package dev.mishap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.mishap.RateLimitExceededException.Quota;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemExceptionTests {

	/** A subclass became a plain ProblemException by the first thing that was added. */
	@Test
	void whatIsAddedKeepsClassMessageCauseAndMembers() {
		IllegalStateException cause = new IllegalStateException();
		SeatTakenException exception = new SeatTakenException(7, cause);
		ProblemException changed = exception.with("row", "F").withRetryAfter(Duration.ofSeconds(3));
		assertThat(changed).isSameAs(exception).hasMessage("seat 7 of the log").hasCause(cause);
		ProblemMappings mappings = ProblemMappings.builder()
			.map(ProblemException.class, ProblemException::problem)
			.build();
		FakeRequest request = new FakeRequest();
		request.apply(ProblemPipeline.builder().mappings(mappings).build().answerTo(changed, request));
		assertThat(request.status).isEqualTo(409);
		assertThat(request.text()).contains("\"code\":\"SEAT_TAKEN\"", "\"row\":\"F\"", "\"seat\":7")
			.doesNotContain("of the log");
		assertThat(request.headers).containsEntry("Retry-After", List.of("3"));
	}

	@Test
	void rowOfASubclassCountsAfterSomethingWasAdded() {
		ProblemMappings mappings = ProblemMappings.builder()
			.map(ProblemException.class, ProblemException::problem)
			.build()
			.overriding()
			.map(SeatTakenException.class, 410, "GONE_SEAT")
			.build();
		assertThat(mappings.problemFor(new SeatTakenException(7, null).with("row", "F")).code()).isEqualTo("GONE_SEAT");
	}

	@Test
	void causeDetailAndWordingCanBeGiven() {
		IllegalStateException cause = new IllegalStateException();
		ProblemException exception = new ProblemException(Shop.CLOSED, "Come back at eight.", cause);
		assertThat(exception).hasCause(cause).hasMessage("503 CLOSED");
		assertThat(exception.problem().detail()).isEqualTo("Come back at eight.");
		Wording wording = Wording.of("CLOSED.tonight");
		assertThat(exception.with((problem) -> problem.withWording(wording)).problem().wording()).isEqualTo(wording);
	}

	@Test
	void serializedExceptionKeepsItsProblem() throws Exception {
		Problem problem = Problem.of(503, "CLOSED")
			.withType(URI.create("urn:closed"))
			.withTitle("Closed")
			.withDetail("Come back at eight.")
			.withInstance(URI.create("urn:x:1"))
			.withRetryAfter(Duration.ofSeconds(3))
			.withExtension("opens", 8);
		ProblemException copy = copy(new ProblemException(problem.withExtension("lost", new Object())));
		assertThat(copy.problem()).isEqualTo(problem);
		Quota quota = Quota.usedUp("orders", 100, Duration.ofHours(1), Duration.ofMinutes(20));
		assertThat(copy(new RateLimitExceededException("x", quota)).getQuotas()).containsExactly(quota);
	}

	@SuppressWarnings("unchecked")
	private static <T> T copy(T object) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(object);
		return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
	}

	enum Shop implements ProblemType {

		CLOSED;

		@Override
		public int status() {
			return 503;
		}

	}

	static class SeatTakenException extends ProblemException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final int seat;

		SeatTakenException(int seat, Throwable cause) {
			super("seat " + seat + " of the log", Problem.of(409, "SEAT_TAKEN"), cause);
			this.seat = seat;
		}

		@Override
		public SeatTakenException with(String name, Object value) {
			super.with(name, value);
			return this;
		}

	}

}
