package dev.mishap.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.mishap.benchmarks.app.ServedApplication;
import org.jspecify.annotations.Nullable;

/** Application in a JVM of its own. */
final class Server implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final String GONE = "gone";

	private final Library library;

	private final Process process;

	private final Path errors;

	private final Writer commands;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private long @Nullable [] started;

	private Server(Library library, Process process, Path errors) {
		this.library = library;
		this.process = process;
		this.errors = errors;
		this.commands = process.outputWriter(StandardCharsets.UTF_8);
		Thread reader = new Thread(this::read, "answers of " + library);
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts an application; {@link #awaitReady()} tells when it serves.
	 * @param stack what it stands on
	 * @param library its error library
	 * @param secured whether with Spring Security
	 * @param jvmOptions the options of its JVM
	 * @param properties its further properties, {@code key=value}
	 */
	static Server start(Stack stack, Library library, boolean secured, List<String> jvmOptions, String... properties) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.add("-cp");
		command.add(ClassPaths.of(stack, library, secured));
		command.add(ServedApplication.class.getName());
		command.add(stack.name());
		command.add(library.name());
		command.add(secured ? "secured" : "open");
		command.addAll(List.of(properties));
		try {
			Path errors = Files.createTempFile("benchmark-", ".err");
			errors.toFile().deleteOnExit();
			Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
			return new Server(library, process, errors);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Library library() {
		return this.library;
	}

	Server awaitReady() {
		started();
		return this;
	}

	int port() {
		return (int) started()[0];
	}

	/** Returns the milliseconds from the start of the JVM until it served. */
	long startMillis() {
		return started()[1];
	}

	/** Returns the CPU time of the process until it served. */
	long startCpuNanos() {
		return started()[2];
	}

	private long[] started() {
		if (this.started == null) {
			this.started = answer("@ready");
		}
		return this.started;
	}

	void begin() {
		say("begin");
		answer("@begun");
	}

	Usage end() {
		say("end");
		long[] sums = answer("@ended");
		return new Usage(sums[0], sums[1], sums[2]);
	}

	private void say(String command) {
		try {
			this.commands.write(command + "\n");
			this.commands.flush();
		}
		catch (IOException ex) {
			throw new IllegalStateException(report("does not listen"), ex);
		}
	}

	private long[] answer(String word) {
		try {
			String line = this.answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			if (line == null || !line.startsWith(word)) {
				throw new IllegalStateException(report("says " + line + " instead of " + word));
			}
			String[] words = line.split(" ");
			long[] numbers = new long[words.length - 1];
			for (int i = 0; i < numbers.length; i++) {
				numbers[i] = Long.parseLong(words[i + 1]);
			}
			return numbers;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String report(String what) {
		try {
			return "the application with " + this.library + " " + what + "\n" + Files.readString(this.errors);
		}
		catch (IOException ex) {
			return "the application with " + this.library + " " + what;
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.startsWith("@")) {
					this.answers.add(line);
				}
			}
		}
		catch (IOException ignored) {
			// the end of the stream is told below, whatever led to it
		}
		this.answers.add(GONE);
	}

	@Override
	public void close() {
		try {
			this.commands.close();
			// a profiler in it may still have to write
			this.process.waitFor(5, TimeUnit.SECONDS);
		}
		catch (IOException ignored) {
			// it has ended before
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
			Files.deleteIfExists(this.errors);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What a segment has cost.
	 *
	 * @param cpuNanos CPU time of the live Java threads
	 * @param allocatedBytes bytes that they allocated
	 * @param processCpuNanos CPU time of the process, collector and compiler included
	 */
	record Usage(long cpuNanos, long allocatedBytes, long processCpuNanos) {

	}

}
