package dev.mishap.benchmarks;

/** What answers the errors of an application. */
public enum Library {

	/** A servlet that writes prebuilt bytes: what the container alone costs. */
	FLOOR("floor"),

	/** An advice written by hand, minimal, that returns prebuilt bytes. */
	ADVICE("advice"),

	/** Boot as it comes. */
	BOOT("plain Boot"),

	/**
	 * Boot with {@code spring.mvc.problemdetails.enabled=true}: what is compared with.
	 */
	PROBLEM_DETAILS("problem details"),

	/** error-handling-spring-boot-starter by Wim Deblauwe. */
	WIMDEBLAUWE("wimdeblauwe"),

	/** This library. */
	MISHAP("Mishap");

	private final String title;

	Library(String title) {
		this.title = title;
	}

	/**
	 * Returns the head of the column.
	 */
	public String title() {
		return this.title;
	}

}
