package dev.mishap.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Warns, once, of keys of Boot's own error page that would show to anybody what is meant
 * for the log, should that page ever answer.
 */
final class ErrorPropertiesCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog("dev.mishap.start");

	private static final List<String> KEYS = List.of("spring.web.error.include-stacktrace",
			"spring.web.error.include-message", "spring.web.error.include-binding-errors");

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		boolean development = ClassUtils.isPresent("org.springframework.boot.devtools.restart.Restarter",
				event.getApplicationContext().getClassLoader());
		for (String key : KEYS) {
			String value = environment.getProperty(key);
			if (value != null && !value.equalsIgnoreCase("never") && !development) {
				logger
					.warn(key + " is '" + value + "': outside development write 'never', or remove it. Mishap doesn't "
							+ "need it, and an error page of another hand would show what is meant for the log.");
			}
		}
	}

}
