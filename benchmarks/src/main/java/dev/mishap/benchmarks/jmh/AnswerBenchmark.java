package dev.mishap.benchmarks.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdSource;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.body.JsonProblemWriter;
import dev.mishap.internal.body.MemberNames;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What follows on the lookup: words, bytes, and the ID of the request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnswerBenchmark {

	private static final ProblemWriter.Body NOTHING = new ProblemWriter.Body("application/problem+json", new byte[0]);

	private final Throwable exception = new UnsupportedOperationException();

	private final ProblemMappings mappings = ProblemMappings.builder()
		.map(UnsupportedOperationException.class, 409, "CONFLICT")
		.build();

	private final ProblemPipeline pipeline = ProblemPipeline.builder().mappings(this.mappings).build();

	private final ProblemPipeline wordingOnly = ProblemPipeline.builder()
		.mappings(this.mappings)
		.writer((problem, context) -> NOTHING)
		.requestIds((request) -> "req_01JZZZZZZZZZZZZZZZZZZZZZZZ")
		.build();

	private final JsonProblemWriter writer = new JsonProblemWriter(MemberNames.standard());

	private final RequestIdSource requestIds = RequestIdSource.generated();

	private final BenchmarkRequest known = new BenchmarkRequest();

	private final ProblemContext context = new ProblemContext(this.known, null, Door.CONTROLLER,
			"req_01JZZZZZZZZZZZZZZZZZZZZZZZ", Locale.ENGLISH);

	private final Problem plain = Problem.of(404, "NOT_FOUND")
		.withTitle("Not Found")
		.withDetail("There is nothing at this address.");

	private final Problem invalid = Problem.of(422, "VALIDATION_FAILED")
		.withTitle("Unprocessable Content")
		.withDetail("The request does not fit.")
		.withViolations(violations(3, "must not be blank"));

	private final Problem unworded = Problem.of(422, "VALIDATION_FAILED").withViolations(violations(3, null));

	private static List<Violation> violations(int count, @Nullable String detail) {
		List<Violation> violations = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Wording wording = Wording.of("NOT_BLANK");
			violations.add((detail != null) ? Violation.of(Location.BODY, "#/orders/" + i, "NOT_BLANK", detail)
					: Violation.of(Location.BODY, "#/orders/" + i, "NOT_BLANK", wording));
		}
		return violations;
	}

	/** The whole path without a server: describe, word, log (off), write. */
	@Benchmark
	public ProblemAnswer wholePath() {
		return this.pipeline.answerTo(this.exception, new BenchmarkRequest());
	}

	/** The same, with an ID and bytes that are there already. */
	@Benchmark
	public ProblemAnswer describeAndWord() {
		return this.wordingOnly.answerTo(this.exception, new BenchmarkRequest());
	}

	/** The same, with three violations that have no words yet. */
	@Benchmark
	public ProblemAnswer wordThreeViolations() {
		return this.wordingOnly.answerTo(this.unworded, null, new BenchmarkRequest());
	}

	/** A problem without violations becomes bytes. */
	@Benchmark
	public ProblemWriter.Body write() throws Exception {
		return this.writer.write(this.plain, this.context);
	}

	/** A problem with three violations becomes bytes. */
	@Benchmark
	public ProblemWriter.Body writeThreeViolations() throws Exception {
		return this.writer.write(this.invalid, this.context);
	}

	/** A request gets its ID. */
	@Benchmark
	public String requestId() {
		return this.requestIds.requestId(this.known);
	}

}
