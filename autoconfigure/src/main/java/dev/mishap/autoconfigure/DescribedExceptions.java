package dev.mishap.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ErrorCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Finds the exceptions of an application that say something of themselves: the table
 * learns of these when they are thrown. Looks through the packages of the application,
 * which a native image has no more.
 */
final class DescribedExceptions implements Supplier<Collection<Class<? extends Throwable>>> {

	private static final Log logger = LogFactory.getLog(DescribedExceptions.class);

	private final ApplicationContext context;

	DescribedExceptions(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Collection<Class<? extends Throwable>> get() {
		BeanFactory beans = this.context.getAutowireCapableBeanFactory();
		if (!AutoConfigurationPackages.has(beans)) {
			return List.of();
		}
		Scanner scanner = new Scanner();
		scanner.setResourceLoader(this.context);
		List<Class<? extends Throwable>> found = new ArrayList<>();
		for (String name : AutoConfigurationPackages.get(beans)) {
			for (BeanDefinition candidate : scanner.findCandidateComponents(name)) {
				add(found, candidate.getBeanClassName());
			}
		}
		return List.copyOf(found);
	}

	private void add(List<Class<? extends Throwable>> found, @Nullable String name) {
		if (name == null) {
			return;
		}
		try {
			Class<?> type = ClassUtils.forName(name, this.context.getClassLoader());
			if (Throwable.class.isAssignableFrom(type)) {
				found.add(type.asSubclass(Throwable.class));
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.debug("Not in the registry of problems: " + name, ex);
		}
	}

	/** Of abstract classes, too, exceptions may inherit what they say. */
	private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

		private Scanner() {
			super(false);
			addIncludeFilter(new AnnotationTypeFilter(ResponseStatus.class));
			addIncludeFilter(new AnnotationTypeFilter(ErrorCode.class));
			addIncludeFilter(new AssignableTypeFilter(ErrorResponse.class));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			return definition.getMetadata().isIndependent();
		}

	}

}
