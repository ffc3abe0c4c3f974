package dev.mishap.testing;

import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves a database and Resilience4j, which are on the class path of all tests, out of
 * those applications that don't ask for them.
 */
public final class OptionalTechnologies implements AutoConfigurationImportFilter, EnvironmentAware {

	/** Property of a test that wants a database. */
	public static final String DATABASE = "with.database=true";

	/** Property of a test that wants Resilience4j. */
	public static final String RESILIENCE4J = "with.resilience4j=true";

	private static final List<String> OF_DATABASE = List.of("org.springframework.boot.jdbc.",
			"org.springframework.boot.hibernate.", "org.springframework.boot.jpa.", "org.springframework.boot.data.",
			"org.springframework.boot.sql.", "org.springframework.boot.transaction.",
			"org.springframework.boot.persistence.");

	private static final List<String> OF_RESILIENCE4J = List.of("io.github.resilience4j.",
			"org.springframework.boot.aop.");

	private boolean database;

	private boolean resilience4j;

	@Override
	public void setEnvironment(Environment environment) {
		this.database = environment.getProperty("with.database", Boolean.class, false);
		this.resilience4j = environment.getProperty("with.resilience4j", Boolean.class, false);
	}

	@Override
	public boolean[] match(String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean[] wanted = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < wanted.length; i++) {
			String name = autoConfigurationClasses[i];
			wanted[i] = name == null || ((this.database || !isOf(OF_DATABASE, name))
					&& (this.resilience4j || !isOf(OF_RESILIENCE4J, name)));
		}
		return wanted;
	}

	private static boolean isOf(List<String> packages, String name) {
		return packages.stream().anyMatch(name::startsWith);
	}

}
