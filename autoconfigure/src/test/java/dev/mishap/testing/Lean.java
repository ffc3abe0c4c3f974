package dev.mishap.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/**
 * The auto-configurations of an application that has the web starter and the library,
 * however much more is on the class path of the tests: it starts in half the time.
 */
public final class Lean {

	/** All that an application needs which has the web starter only. */
	private static final List<String> OF_BOOT = List.of("autoconfigure.context.",
			"webmvc.autoconfigure.DispatcherServlet", "webmvc.autoconfigure.WebMvcAutoConfiguration",
			"webmvc.autoconfigure.error.", "servlet.autoconfigure.Http", "servlet.autoconfigure.Multipart",
			"http.converter.", "jackson.", "autoconfigure.task.");

	private static final String TOMCAT = "tomcat.autoconfigure.servlet.";

	private static final String LIBRARY = "dev.mishap.";

	private Lean() {
	}

	/**
	 * Returns the property that leaves out all other auto-configurations.
	 * @param more beginnings of the names of those that the application has beside the
	 * web starter on Tomcat and the library, without {@code org.springframework.boot.}
	 */
	public static String onTomcat(String... more) {
		return with(Stream.concat(Stream.of(TOMCAT, LIBRARY), Stream.of(more)).toList());
	}

	/**
	 * The same for an application that may have another server and no library.
	 * @param more beginnings of the names of those that the application has beside the
	 * web starter, without {@code org.springframework.boot.}
	 */
	public static String with(List<String> more) {
		List<String> excluded = new ArrayList<>();
		for (String candidate : ImportCandidates.load(AutoConfiguration.class, null)) {
			String name = candidate.replace("org.springframework.boot.", "");
			if (Stream.concat(OF_BOOT.stream(), more.stream()).noneMatch(name::startsWith)) {
				excluded.add(candidate);
			}
		}
		return "spring.autoconfigure.exclude=" + String.join(",", excluded);
	}

}
