package dev.mishap.benchmarks.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.benchmarks.Library;
import dev.mishap.benchmarks.Stack;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One application in its JVM, told by standard input when a segment begins and ends. It
 * ends with its input.
 */
public final class ServedApplication {

	private ServedApplication() {
	}

	/**
	 * Starts the application of a library.
	 * @param args the names of the {@link Stack} and the {@link Library}, {@code open} or
	 * {@code secured}, then further properties, {@code key=value}
	 * @throws Exception if it cannot start
	 */
	public static void main(String[] args) throws Exception {
		PrintStream out = System.out;
		Stack stack = Stack.valueOf(args[0]);
		Library library = Library.valueOf(args[1]);
		boolean secured = args[2].equals("secured");
		Map<String, Object> properties = properties(stack, library);
		for (int i = 3; i < args.length; i++) {
			int equals = args[i].indexOf('=');
			properties.put(args[i].substring(0, equals), args[i].substring(equals + 1));
		}
		SpringApplication application = new SpringApplication(
				sources(stack, library, secured).toArray(Class<?>[]::new));
		application.setDefaultProperties(properties);
		application.setBannerMode(Banner.Mode.OFF);
		ConfigurableApplicationContext context = application.run();
		Meter meter = new Meter();
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		say(out, "ready", port, ManagementFactory.getRuntimeMXBean().getUptime(), meter.processCpu());
		serve(meter, out);
		// whatever is still running belongs to nobody
		Runtime.getRuntime().halt(0);
	}

	private static void serve(Meter meter, PrintStream out) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			if (line.equals("begin")) {
				meter.begin();
				say(out, "begun");
			}
			else if (line.equals("end")) {
				say(out, "ended", meter.end());
			}
		}
	}

	private static void say(PrintStream out, String word, long... numbers) {
		StringBuilder line = new StringBuilder("@").append(word);
		for (long number : numbers) {
			line.append(' ').append(number);
		}
		out.println(line);
		out.flush();
	}

	private static List<Class<?>> sources(Stack stack, Library library, boolean secured) throws ClassNotFoundException {
		List<Class<?>> sources = new ArrayList<>();
		if (stack == Stack.WEBFLUX) {
			boolean boot = library == Library.BOOT || library == Library.PROBLEM_DETAILS;
			sources.add(named(boot ? "reactive.ReactiveBootApplication" : "reactive.ReactiveApplication"));
			if (secured) {
				sources.add(named("reactive.ReactiveChain"));
			}
			return sources;
		}
		sources.add(switch (library) {
			case FLOOR -> FloorApplication.class;
			case ADVICE -> AdviceApplication.class;
			case BOOT, PROBLEM_DETAILS -> BootApplication.class;
			case WIMDEBLAUWE -> named("WimdeblauweApplication");
			case MISHAP -> named("MishapApplication");
		});
		if (secured && library != Library.FLOOR) {
			sources.add(named("SecuredChains"));
			if (library == Library.ADVICE) {
				sources.add(named("SecuredAdvice"));
			}
			if (library == Library.WIMDEBLAUWE) {
				sources.add(named("SecuredWimdeblauwe"));
			}
		}
		return sources;
	}

	/** Not a literal: its library is on no other application's class path. */
	private static Class<?> named(String simpleName) throws ClassNotFoundException {
		return Class.forName(ServedApplication.class.getPackageName() + "." + simpleName);
	}

	private static Map<String, Object> properties(Stack stack, Library library) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("logging.config", "classpath:benchmark-logback.xml");
		properties.put("server.address", "127.0.0.1");
		properties.put("server.port", "0");
		properties.put("server.tomcat.max-keep-alive-requests", "-1");
		String failures = ServedApplication.class.getPackageName()
				+ ((stack == Stack.WEBFLUX) ? ".reactive.ReactiveFailures" : ".Failures");
		String mapped = failures + "$OutOfStockException";
		if (library == Library.PROBLEM_DETAILS) {
			properties.put("spring.mvc.problemdetails.enabled", "true");
			properties.put("spring.webflux.problemdetails.enabled", "true");
		}
		if (library == Library.WIMDEBLAUWE) {
			properties.put("error.handling.http-statuses[" + mapped + "]", "conflict");
			properties.put("error.handling.codes[" + mapped + "]", "OUT_OF_STOCK");
			properties.put("error.handling.full-stacktrace-http-statuses", "5xx");
			properties.put("error.handling.handle-filter-chain-exceptions", "true");
		}
		if (library == Library.MISHAP) {
			properties.put("mishap.mappings[0].exception", mapped);
			properties.put("mishap.mappings[0].status", "409");
			properties.put("mishap.mappings[0].code", "OUT_OF_STOCK");
			properties.put("mishap.payload.max-size", UploadLimit.KIBIBYTES + "KB");
		}
		return properties;
	}

}
