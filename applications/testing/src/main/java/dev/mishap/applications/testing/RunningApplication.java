package dev.mishap.applications.testing;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that runs.
 *
 * @param port the port that it listens on
 * @param startLog what it printed while it started
 * @param stop what ends it
 */
public record RunningApplication(int port, String startLog, Runnable stop) {

	private static final String LIBRARY = "dev.mishap.";

	private static final Pattern PORT = Pattern.compile("started on port ([0-9]+)");

	private static final Pattern STARTED = Pattern.compile(": Started .* in [0-9.]+ seconds");

	/**
	 * Starts an application in this JVM.
	 * @param application the class of the application
	 * @param withStarter whether the library takes part; otherwise all its
	 * auto-configurations are excluded
	 * @param without prefixes of further auto-configurations that are excluded in both
	 * cases, so that several applications can share a class path
	 * @param arguments the arguments of the application
	 */
	public static RunningApplication inThisJvm(Class<?> application, boolean withStarter, List<String> without,
			List<String> arguments) {
		List<String> all = new ArrayList<>(arguments);
		all.add("--server.port=0");
		all.add("--spring.main.banner-mode=off");
		all.add("--spring.autoconfigure.exclude=" + String.join(",", excluded(withStarter, without)));
		PrintStream out = System.out;
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
		ConfigurableApplicationContext context;
		try {
			context = new SpringApplication(application).run(all.toArray(String[]::new));
		}
		finally {
			System.setOut(out);
			out.print(log.toString(StandardCharsets.UTF_8));
		}
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new RunningApplication(port, log.toString(StandardCharsets.UTF_8), context::close);
	}

	/**
	 * Starts an application as a process of its own, and waits until it listens.
	 * @param archive the executable archive
	 * @param withStarter whether the library takes part
	 */
	public static RunningApplication inOwnProcess(String archive, boolean withStarter) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		try {
			Process process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", archive,
					"--server.port=0", "--spring.main.banner-mode=off",
					"--spring.autoconfigure.exclude=" + String.join(",", excluded(withStarter, List.of())))
				.redirectErrorStream(true)
				.start();
			BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
			StringBuilder log = new StringBuilder();
			String port = "";
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				log.append(line).append('\n');
				Matcher matcher = PORT.matcher(line);
				if (matcher.find()) {
					port = matcher.group(1);
				}
				if (STARTED.matcher(line).find()) {
					break;
				}
			}
			if (port.isEmpty()) {
				throw new IllegalStateException("It does not start:\n" + log);
			}
			// what it prints from now on has to go somewhere, or it stands still
			Thread rest = new Thread(() -> out.lines().forEach(System.out::println), "output of " + archive);
			rest.setDaemon(true);
			rest.start();
			return new RunningApplication(Integer.parseInt(port), log.toString(), process::destroy);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the names of the auto-configurations that do not take part. */
	public static List<String> excluded(boolean withStarter, List<String> without) {
		List<String> prefixes = new ArrayList<>(without);
		if (!withStarter) {
			prefixes.add(LIBRARY);
		}
		List<String> names = new ArrayList<>();
		for (String name : ImportCandidates.load(AutoConfiguration.class, null)) {
			if (prefixes.stream().anyMatch(name::startsWith)) {
				names.add(name);
			}
		}
		return names;
	}

	Visitor visitor() {
		return new Visitor(this.port);
	}

	/** Returns the warnings and errors that it printed while it started. */
	List<String> warnings() {
		return this.startLog.lines()
			.filter((line) -> line.contains(" WARN ") || line.contains(" ERROR "))
			.map((line) -> line.replaceFirst("^.*?(WARN|ERROR) ", "$1 ").replaceFirst("[0-9]+ --- ", ""))
			.toList();
	}

}
