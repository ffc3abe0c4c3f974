package dev.mishap.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How thoroughly is measured.
 *
 * @param jvmOptions the options of each application's JVM
 * @param connections the connections of the load
 * @param warmUp the load on each application before a scenario is measured
 * @param segment the length of a segment
 * @param generations how often all applications are started anew: the compiler decides
 * differently each time
 * @param rounds how many segments each application has in a scenario and generation
 * @param starts how many starts of each application are measured
 * @param steps the last step of the curves that is measured, counted from one
 * @param jmhMillis the length of an iteration of JMH
 * @param jmhIterations how many iterations JMH measures, and warms up with
 * @param jmhForks how many JVMs JMH starts, 0 to stay in this one
 */
record Profile(List<String> jvmOptions, int connections, Duration warmUp, Duration segment, int generations, int rounds,
		int starts, int steps, int jmhMillis, int jmhIterations, int jmhForks) {

	/** Returns this profile with further options of each application's JVM. */
	Profile with(List<String> furtherJvmOptions) {
		List<String> options = Stream.concat(this.jvmOptions.stream(), furtherJvmOptions.stream()).toList();
		return new Profile(options, this.connections, this.warmUp, this.segment, this.generations, this.rounds,
				this.starts, this.steps, this.jmhMillis, this.jmhIterations, this.jmhForks);
	}

	/** Takes less than 20 minutes, and its figures can be told to others. */
	static Profile full() {
		return new Profile(List.of("-Xms512m", "-Xmx512m"), 4, Duration.ofMillis(600), Duration.ofMillis(400), 2, 4, 9,
				4, 500, 5, 1);
	}

	/**
	 * For a machine with much other work, where the compiler of the JVM gets to its work
	 * late: the same in longer pieces, and fewer of them.
	 */
	static Profile patient() {
		return new Profile(List.of("-Xms512m", "-Xmx512m"), 4, Duration.ofSeconds(4), Duration.ofMillis(1500), 1, 3, 3,
				4, 500, 5, 1);
	}

	/** Shows that everything works; its figures mean nothing. */
	static Profile brief() {
		return new Profile(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), 2, Duration.ZERO,
				Duration.ofMillis(20), 1, 2, 1, 1, 20, 1, 0);
	}

}
