package dev.mishap.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same application twice.
 *
 * @param bare without the library
 * @param guest with the library
 */
record BareAndGuest(ConfigurableApplicationContext bare, ConfigurableApplicationContext guest) {

	static BareAndGuest start(Class<?> application, List<String> excluded, String... properties) {
		ReactiveApplication.forbidBlocking();
		List<String> withoutOurs = new ArrayList<>(excluded);
		ImportCandidates.load(AutoConfiguration.class, BareAndGuest.class.getClassLoader()).forEach((name) -> {
			if (name.startsWith("dev.mishap.")) {
				withoutOurs.add(name);
			}
		});
		assertThat(withoutOurs).hasSizeGreaterThan(excluded.size());
		return new BareAndGuest(run(application, withoutOurs, properties), run(application, excluded, properties));
	}

	private static ConfigurableApplicationContext run(Class<?> application, List<String> excluded,
			String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.REACTIVE)
			.properties(properties)
			.properties("server.port=0", "spring.autoconfigure.exclude=" + String.join(",", excluded))
			.run();
	}

	void stop() {
		SpringApplication.exit(this.bare);
		SpringApplication.exit(this.guest);
	}

	static RawHttp http(ConfigurableApplicationContext context) {
		return new RawHttp(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	/** What differs on every call, or is the guest's own, is left out. */
	static Map<String, List<String>> fields(Answer answer) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(answer.headers());
		headers.remove("Date");
		headers.remove("X-Request-Id");
		headers.computeIfPresent("Set-Cookie", (name,
				values) -> values.stream().map((value) -> value.replaceAll("SESSION=[^;]*", "SESSION=")).toList());
		return headers;
	}

	static String text(Answer answer) {
		return answer.statusLine() + "\n" + fields(answer) + "\n" + answer.whole() + "\n"
				+ answer.body().replaceAll("value=\"[\\w-]{30,}\"", "value=\"token\"");
	}

}
