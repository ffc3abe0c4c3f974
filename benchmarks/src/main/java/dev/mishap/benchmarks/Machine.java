package dev.mishap.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringBootVersion;

/** What the reader has to know of the machine, and nothing that tells which it is. */
final class Machine {

	private Machine() {
	}

	static String jdk() {
		return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.runtime.version");
	}

	static String describe(Profile profile, Stack stack) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long gibibytes = Math.round(system.getTotalMemorySize() / Math.pow(2, 30));
		return "%s, %d processors, %d GiB, %s %s; %s; Spring Boot %s on its %s; JVM options `%s`; %s".formatted(
				processor(), system.getAvailableProcessors(), gibibytes, system.getName(), system.getArch(), jdk(),
				SpringBootVersion.getVersion(), (stack == Stack.WEBFLUX) ? "Reactor Netty" : "Tomcat",
				String.join(" ", profile.jvmOptions()), LocalDate.now());
	}

	private static String processor() {
		List<String> ways = List.of("model name", "Model", "CPU implementer");
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> ways.stream().anyMatch(line::startsWith))
				.findFirst()
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.orElse("unknown processor");
		}
		catch (IOException ex) {
			return "unknown processor";
		}
	}

}
