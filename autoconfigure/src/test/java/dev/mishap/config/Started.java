package dev.mishap.config;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

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
		return new Started(new SpringApplicationBuilder(application)
			.properties("server.port=0", Without.SECURITY, "spring.main.banner-mode=off")
			.properties(keys)
			.run());
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
