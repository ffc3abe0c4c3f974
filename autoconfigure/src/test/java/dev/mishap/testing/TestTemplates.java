package dev.mishap.testing;

import java.util.List;

import org.springframework.boot.autoconfigure.template.TemplateAvailabilityProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Says to Boot which templates a test has, without a template engine. */
public final class TestTemplates implements TemplateAvailabilityProvider {

	/** Key of the names of templates. */
	public static final String KEY = "mishap-tests.templates";

	@Override
	public boolean isTemplateAvailable(String view, Environment environment, ClassLoader classLoader,
			ResourceLoader resourceLoader) {
		return List.of(environment.getProperty(KEY, String[].class, new String[0])).contains(view);
	}

}
