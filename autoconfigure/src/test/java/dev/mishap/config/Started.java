package dev.mishap.config;

import java.util.Map;

import dev.mishap.testing.Lean;
import dev.mishap.testing.RawHttp;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Application started with some keys, for one test. */
final class Started implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Started(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Starts the application with keys written as in application.properties. */
	static Started with(String... keys) {
		return with(ConfiguredApplication.class, keys);
	}

	static Started with(Class<?> application, String... keys) {
		return new Started(builder(application).properties(keys).run());
	}

	/** Starts the application with environment variables. */
	static Started withVariables(Map<String, Object> variables) {
		// by the end of its name Boot knows how the keys are spelt
		SystemEnvironmentPropertySource source = new SystemEnvironmentPropertySource("test-systemEnvironment",
				variables);
		return new Started(builder(ConfiguredApplication.class)
			.initializers((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run());
	}

	private static SpringApplicationBuilder builder(Class<?> application) {
		return new SpringApplicationBuilder(application).properties("server.port=0", Lean.onTomcat("validation."),
				"spring.main.banner-mode=off");
	}

	RawHttp http() {
		return new RawHttp(Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port")));
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
