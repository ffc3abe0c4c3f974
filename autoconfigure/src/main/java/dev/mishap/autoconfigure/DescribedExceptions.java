package dev.mishap.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.mishap.ErrorCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Finds the exceptions of an application that say something of themselves: the table
 * learns of these when they are thrown. Looks through the packages of the application,
 * which do not exist in a native image.
 */
final class DescribedExceptions implements Supplier<Collection<Class<? extends Throwable>>> {

	private static final Log logger = LogFactory.getLog(DescribedExceptions.class);

	private static final List<TypeFilter> DESCRIBED = List.of(new AnnotationTypeFilter(ResponseStatus.class),
			new AnnotationTypeFilter(ErrorCode.class), new AssignableTypeFilter(ErrorResponse.class));

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
		ResourcePatternResolver classFiles = ResourcePatternUtils.getResourcePatternResolver(this.context);
		MetadataReaderFactory reader = new CachingMetadataReaderFactory(classFiles);
		List<Class<? extends Throwable>> found = new ArrayList<>();
		for (String name : AutoConfigurationPackages.get(beans)) {
			for (Resource file : filesOf(name, classFiles)) {
				add(found, nameIn(file, reader));
			}
		}
		return List.copyOf(found);
	}

	private static Resource[] filesOf(String packageName, ResourcePatternResolver classFiles) {
		try {
			return classFiles.getResources(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
					+ ClassUtils.convertClassNameToResourcePath(packageName) + "/**/*.class");
		}
		catch (IOException ex) {
			logger.debug("Not in the registry of problems: what is in " + packageName, ex);
			return new Resource[0];
		}
	}

	/** Of abstract classes, too, exceptions may inherit what they say. */
	private static @Nullable String nameIn(Resource file, MetadataReaderFactory factory) {
		try {
			MetadataReader reader = factory.getMetadataReader(file);
			if (!reader.getClassMetadata().isIndependent()) {
				return null;
			}
			for (TypeFilter filter : DESCRIBED) {
				if (filter.match(reader, factory)) {
					return reader.getClassMetadata().getClassName();
				}
			}
			return null;
		}
		catch (IOException ex) {
			logger.debug("Not in the registry of problems: " + file, ex);
			return null;
		}
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

}
