package dev.mishap.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Keeps in a native image the exceptions that {@code mishap.mappings} and
 * {@code mishap.log.rules} name, as far as they stand in the configuration when the image
 * is built.
 */
final class MappedExceptionHints implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		ConfigurableEnvironment environment = beanFactory.getBeanProvider(ConfigurableEnvironment.class)
			.getIfAvailable();
		if (environment == null) {
			return null;
		}
		List<String> names = new ArrayList<>();
		Binder binder = Binder.get(environment);
		binder.bind("mishap", MishapProperties.class)
			.ifBound((properties) -> properties.mappings().forEach((mapping) -> names.addAll(mapping.exception())));
		binder.bind("mishap.log", MishapLogProperties.class)
			.ifBound((properties) -> properties.rules().forEach((rule) -> names.addAll(rule.exception())));
		if (names.isEmpty()) {
			return null;
		}
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		return (context, code) -> names.forEach((name) -> context.getRuntimeHints()
			.reflection()
			.registerTypeIfPresent((classLoader != null) ? classLoader : MappedExceptionHints.class.getClassLoader(),
					name, (hint) -> {
					}));
	}

}
