package dev.mishap.applications.pages;

import java.util.ArrayList;
import java.util.List;

import dev.mishap.applications.testing.RunningApplication;
import dev.mishap.applications.testing.WithAndWithoutStarter;

/** Starts the applications of this module, which share one class path. */
abstract class PageApplicationSuite extends WithAndWithoutStarter {

	private static final String SECURITY = "org.springframework.boot.security.";

	private final Class<?> application;

	private final String name;

	private final List<String> without;

	/**
	 * Creates the suite.
	 * @param application the class of the application
	 * @param secured whether Spring Security takes part
	 */
	PageApplicationSuite(Class<?> application, boolean secured) {
		String packageName = application.getPackageName();
		this.application = application;
		this.name = packageName.substring(packageName.lastIndexOf('.') + 1);
		this.without = secured ? List.of() : List.of(SECURITY);
	}

	@Override
	protected RunningApplication start(boolean withStarter) {
		List<String> arguments = new ArrayList<>(arguments());
		arguments.add("--spring.config.name=" + this.name);
		return RunningApplication.inThisJvm(this.application, withStarter, this.without, arguments);
	}

	/** Returns arguments of the application that are known only now. */
	protected List<String> arguments() {
		return List.of();
	}

}
