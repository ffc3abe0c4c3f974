package dev.mishap.autoconfigure;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.mishap.ErrorCode;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import dev.mishap.internal.rows.StandardRows;
import dev.mishap.internal.rows.UpstreamRows;
import dev.mishap.internal.rows.data.DataRows;
import dev.mishap.internal.rows.resilience4j.Resilience4jRows;
import dev.mishap.internal.servlet.ServletRows;
import dev.mishap.internal.servlet.jetty.ProblemJettyErrorHandler;
import dev.mishap.internal.servlet.tomcat.ProblemErrorReportValve;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import jakarta.servlet.Servlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.WebApplicationContext;

/**
 * Finds the rows of the library. Those that every stack has, and those of a container,
 * are no beans: nobody could replace them, and each would be one more definition at the
 * start.
 */
final class LibraryRows {

	private static final String OWN_PACKAGES = LibraryRows.class.getPackageName() + ".";

	private LibraryRows() {
	}

	/** Returns a table of them. */
	static ProblemMappings table(ApplicationContext context) {
		ProblemMappings.Builder library = ProblemMappings.builder();
		Stream.concat(rows(context), context.getBeanProvider(ProblemRows.class).orderedStream()).forEach((concern) -> {
			library.from(new MappedRow.Origin(MappedRow.Origin.Source.LIBRARY, nameOf(concern)));
			concern.addTo(library);
		});
		return library.build();
	}

	private static Stream<ProblemRows> rows(ApplicationContext context) {
		UpstreamRows.Answers answers = context.getBeanProvider(UpstreamRows.Answers.class)
			.getIfAvailable(() -> UpstreamRows.Answers.NONE);
		InputRows input = context.getBean(InputRows.class);
		List<ProblemRows> rows = new ArrayList<>(List.of(new StandardRows(),
				new UpstreamRows(classLoader(context), answers), new Resilience4jRows(context, classLoader(context))));
		if (isPresent("java.sql.SQLException", context)) {
			rows.add(OfDatabases.rows(context));
		}
		if (isServlet(context)) {
			rows.add(OfServlet.rows(input));
			if (isPresent("org.apache.tomcat.util.http.InvalidParameterException", context)) {
				rows.add(OfTomcat.rows());
			}
			if (isPresent("org.eclipse.jetty.http.HttpException", context)) {
				rows.add(OfJetty.rows());
			}
		}
		return rows.stream();
	}

	/**
	 * Returns where the classes of an application are. The context says that of the
	 * thread that asks, and the first error may come from any.
	 */
	static @Nullable ClassLoader classLoader(ApplicationContext context) {
		return (context.getAutowireCapableBeanFactory() instanceof ConfigurableListableBeanFactory beans)
				? beans.getBeanClassLoader() : context.getClassLoader();
	}

	private static boolean isServlet(ApplicationContext context) {
		return context instanceof WebApplicationContext && isPresent("jakarta.servlet.ServletException", context)
				&& isPresent("dev.mishap.internal.servlet.ServletRows", context);
	}

	static boolean isPresent(String type, ApplicationContext context) {
		return ClassUtils.isPresent(type, classLoader(context));
	}

	/** Returns the name of who adds rows; who is not ours is named in full. */
	static String nameOf(Object part) {
		String name = part.getClass().getName().replaceAll("\\$\\$.*", "");
		return name.startsWith("dev.mishap.internal.") ? ClassUtils.getShortName(name) : name;
	}

	/** Returns whether somebody else has rows, too. */
	static boolean hasOthers(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanNamesForType(ProblemRows.class, true, false)) {
			boolean own = beans.containsBeanDefinition(name)
					&& beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition
					&& definition.getFactoryMethodMetadata() != null
					&& definition.getFactoryMethodMetadata().getDeclaringClassName().startsWith(OWN_PACKAGES);
			if (!own) {
				return true;
			}
		}
		return false;
	}

	/** Loaded with databases only. Each technology to reach them may be absent. */
	private static final class OfDatabases {

		static ProblemRows rows(ApplicationContext context) {
			MishapProperties.Data properties = context.getBean(MishapProperties.Data.class);
			return new DataRows(properties.constraints(), properties.emptyResultNotFound(), classLoader(context));
		}

	}

	/** Loaded with the Servlet API only. */
	private static final class OfServlet {

		static ProblemRows rows(InputRows input) {
			return new ServletRows(input);
		}

	}

	/** Loaded with Tomcat only, which may be somebody else's. */
	private static final class OfTomcat {

		static ProblemRows rows() {
			return new ProblemErrorReportValve.ParameterRows();
		}

	}

	/** Loaded with Jetty only, which may be somebody else's. */
	private static final class OfJetty {

		static ProblemRows rows() {
			return new ProblemJettyErrorHandler.ParameterRows();
		}

	}

	/**
	 * Finds the exceptions of an application that say something of themselves: the table
	 * learns of these when they are thrown. Looks through the packages of the
	 * application, which do not exist in a native image.
	 */
	static final class DescribedExceptions implements Supplier<Collection<Class<? extends Throwable>>> {

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
				Class<?> type = ClassUtils.forName(name, classLoader(this.context));
				if (Throwable.class.isAssignableFrom(type)) {
					found.add(type.asSubclass(Throwable.class));
				}
			}
			catch (ClassNotFoundException | LinkageError ex) {
				logger.debug("Not in the registry of problems: " + name, ex);
			}
		}

	}

	/** With circuit breakers of Resilience4j. */
	@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
	@AutoConfiguration(after = ProblemAutoConfiguration.class)
	@ConditionalOnWebApplication
	@ConditionalOnClass(CallNotPermittedException.class)
	@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
	public static final class CircuitBreakersAutoConfiguration {

		@Bean
		@Lazy
		Resilience4jRows.CircuitBreakers mishapCircuitBreakerProblemRows() {
			return new Resilience4jRows.CircuitBreakers(Clock.systemUTC());
		}

		@Bean
		SmartInitializingSingleton mishapCircuitBreakerWatch(Resilience4jRows.CircuitBreakers breakers,
				ObjectProvider<CircuitBreakerRegistry> registries) {
			return () -> registries.forEach(breakers::watch);
		}

	}

	/** With Spring Data REST. */
	@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
	@AutoConfiguration(afterName = "dev.mishap.autoconfigure.webmvc.ProblemWebMvcAutoConfiguration")
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(name = { "org.springframework.data.rest.core.RepositoryConstraintViolationException",
			"org.springframework.data.rest.webmvc.RepositoryRestExceptionHandler" })
	@ConditionalOnBean(name = "mishapAdvice")
	public static final class DataRestAutoConfiguration {

		private static final String HANDLER = "repositoryRestExceptionHandler";

		private static final String DATA_REST = "org.springframework.data.rest.";

		@Bean
		@Lazy
		ProblemRows mishapDataRestProblemRows(InputRows input) {
			return new DataRows.OfDataRest(input);
		}

		/**
		 * Data REST's own handler sends the messages of exceptions, SQL and rejected
		 * values among them, and stands in the same place as the last of all advices. One
		 * that an application has put under its name stays.
		 */
		@Bean
		static BeanDefinitionRegistryPostProcessor mishapDataRestExceptionHandlerRemoval() {
			return (registry) -> {
				if (registry.containsBeanDefinition(HANDLER) && isOfDataRest(registry.getBeanDefinition(HANDLER))) {
					registry.removeBeanDefinition(HANDLER);
				}
			};
		}

		private static boolean isOfDataRest(BeanDefinition definition) {
			MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
					? annotated.getFactoryMethodMetadata() : null;
			return method != null && method.getDeclaringClassName().startsWith(DATA_REST);
		}

	}

}
