package dev.mishap.benchmarks.jmh;

import java.util.concurrent.TimeUnit;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** From exception to problem, in tables of different size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {

	/** How many classes have a row. */
	@Param({ "10", "10000" })
	public int rows;

	private ProblemMappings mappings = ProblemMappings.builder().build();

	private Throwable mapped = new IllegalStateException();

	private final Throwable inherited = new NumberFormatException();

	private final Throwable annotated = new Annotated();

	private final Throwable unknown = new IllegalStateException();

	/** Builds the table. */
	@Setup
	public void build() {
		ProblemMappings.Builder builder = ProblemMappings.builder().map(IllegalArgumentException.class, 400, "BAD");
		for (int i = 0; i < this.rows; i++) {
			Class<? extends Throwable> type = ManyExceptions.next();
			builder.map(type, 409, "CONFLICT");
			if (i == this.rows / 2) {
				this.mapped = ManyExceptions.instance(type);
			}
		}
		this.mappings = builder.build();
	}

	/** The class has a row. */
	@Benchmark
	public Problem mapped() {
		return this.mappings.problemFor(this.mapped);
	}

	/** The superclass has a row. */
	@Benchmark
	public Problem inherited() {
		return this.mappings.problemFor(this.inherited);
	}

	/** The class says its status itself. */
	@Benchmark
	public Problem annotated() {
		return this.mappings.problemFor(this.annotated);
	}

	/** Nobody knows the class. */
	@Benchmark
	public Problem unknown() {
		return this.mappings.problemFor(this.unknown);
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	private static final class Annotated extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
