package dev.mishap.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.mishap.ErrorCode;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemLogLevel;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemWriter;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.RequestIdMdc;
import dev.mishap.RequestIdSource;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.Traces;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.body.JsonProblemWriter;
import dev.mishap.internal.body.MemberNames;
import dev.mishap.internal.body.NegotiatingWriter;
import dev.mishap.internal.body.XmlProblemWriter;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.json.JsonLibraries;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.internal.rows.RetryAfterTimes;
import dev.mishap.internal.rows.StandardRows;
import dev.mishap.internal.rows.UpstreamRows;
import dev.mishap.internal.rows.data.DataRows;
import dev.mishap.internal.rows.resilience4j.Resilience4jRows;
import dev.mishap.internal.servlet.ServletRows;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import jakarta.servlet.ServletException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.core.task.TaskDecorator;
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
 * Auto-configuration of the path from an error to its answer: the table, the answers to
 * what Spring Web raises, databases refuse and Resilience4j doesn't let through, the
 * header fields that statuses owe, and the writers.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = TaskExecutionAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnWebApplication
@ImportRuntimeHints(ProblemAutoConfiguration.LibraryHints.class)
@EnableConfigurationProperties({ MishapProperties.class, MishapProperties.Body.class, MishapProperties.Data.class,
		MishapProperties.Log.class, MishapProperties.Observation.class, MishapProperties.Payload.class,
		MishapProperties.RequestId.class, MishapProperties.RetryAfter.class, MishapProperties.Security.class,
		MishapProperties.Validation.class })
public final class ProblemAutoConfiguration {

	private static final String OWN_PACKAGES = ProblemAutoConfiguration.class.getPackageName() + ".";

	/** Before any other bean is made: a start that fails should fail at once. */
	@Bean
	static UnknownKeysCheck mishapUnknownKeysCheck(Environment environment) {
		return new UnknownKeysCheck(environment);
	}

	@Bean
	static UnproxiedBeans mishapUnproxiedBeans() {
		return new UnproxiedBeans();
	}

	@Bean
	@ConditionalOnMissingBean(ProblemMappings.class)
	ProblemMappings mishapMappings(ObjectProvider<ProblemMappingsCustomizer> customizers,
			ObjectProvider<ProblemCatalogue> catalogues, ConfigurableListableBeanFactory beans,
			ApplicationContext context) {
		// a code that stands in two catalogues is found here
		ProblemCatalogue catalogue = ProblemCatalogue
			.of(catalogues.orderedStream().flatMap((one) -> one.types().stream()).toList());
		ProblemMappings.Builder configuration = ProblemMappings.overriding(() -> ofLibraries(context));
		configured(context).addTo(configuration);
		ProblemMappings mappings = configuration.build();
		for (ProblemMappingsCustomizer customizer : customizers.orderedStream().toList()) {
			ProblemMappings.Builder application = mappings.overriding();
			customize(customizer, application);
			mappings = application.build();
		}
		new StartWarnings.CodesCheck(catalogue).check(mappings.ownRows());
		if (hasRowsOfOthers(beans)) {
			// two libraries that disagree stop the start
			mappings.types();
		}
		return mappings;
	}

	private static ConfiguredMappings configured(ApplicationContext context) {
		return new ConfiguredMappings(context.getBean(MishapProperties.class),
				context.getBean(MishapProperties.Log.class), context.getClassLoader());
	}

	/** The rows of the library wait for the first error: a start can do without them. */
	private static ProblemMappings ofLibraries(ApplicationContext context) {
		ProblemMappings.Builder library = ProblemMappings.builder();
		Stream.concat(rows(context), context.getBeanProvider(ProblemRows.class).orderedStream()).forEach((concern) -> {
			library.from(new MappedRow.Origin(MappedRow.Origin.Source.LIBRARY, nameOf(concern)));
			concern.addTo(library);
		});
		return library.build();
	}

	/**
	 * Returns the rows that every stack has. They are no beans: nobody could replace
	 * them, and each would be one more definition at the start.
	 */
	private static Stream<ProblemRows> rows(ApplicationContext context) {
		UpstreamRows.Answers answers = context.getBeanProvider(UpstreamRows.Answers.class)
			.getIfAvailable(() -> UpstreamRows.Answers.NONE);
		Stream<ProblemRows> rows = Stream.of(new StandardRows(), new UpstreamRows(context.getClassLoader(), answers),
				new Resilience4jRows(context));
		return ClassUtils.isPresent("java.sql.SQLException", context.getClassLoader())
				? Stream.concat(rows, Stream.of(OfDatabases.rows(context))) : rows;
	}

	/** Who is not ours is named in full. */
	private static String nameOf(Object part) {
		String name = part.getClass().getName().replaceAll("\\$\\$.*", "");
		return name.startsWith("dev.mishap.internal.") ? ClassUtils.getShortName(name) : name;
	}

	private static boolean hasRowsOfOthers(ConfigurableListableBeanFactory beans) {
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

	private static void customize(ProblemMappingsCustomizer customizer, ProblemMappings.Builder application) {
		String name = nameOf(customizer);
		try {
			customizer.customize(application.from(new MappedRow.Origin(MappedRow.Origin.Source.BEAN, name)));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new InvalidPropertyException("ProblemMappingsCustomizer of " + name, ex.getMessage() + ".",
					"Write each class once, with a status from 400 to 599 and a code in UPPER_SNAKE.");
		}
	}

	@Bean
	RetryAfterTimes mishapRetryAfterTimes(MishapProperties.RetryAfter properties) {
		return new RetryAfterTimes(properties.toForm(), Clock.systemUTC(),
				(bound) -> ThreadLocalRandom.current().nextLong(bound + 1));
	}

	@Bean
	@ConditionalOnMissingBean(RequestIdSource.class)
	RequestIdSource mishapRequestIdSource(MishapProperties.RequestId properties) {
		return properties.trustInbound() ? RequestIdSource.inbound(properties.header()) : RequestIdSource.generated();
	}

	@Bean
	@ConditionalOnMissingBean(ProblemPipeline.class)
	ProblemPipeline mishapPipeline(ProblemMappings mappings, RequestIdSource requestIds,
			ObjectProvider<ProblemWriter> writers, ObjectProvider<HtmlProblemWriter.PageSource> pages,
			ObjectProvider<ProblemCustomizer> customizers, ObjectProvider<ProblemRefinement> refinements,
			ObjectProvider<OwedHeader> owed, ObjectProvider<JsonLibrary> json,
			ObjectProvider<ProblemPipeline.Loader> loader, ObjectProvider<ProblemListener> listeners,
			ObjectProvider<ProblemLogLevel> levels, ObjectProvider<Traces> traces, MishapProperties properties,
			MishapProperties.Body body, MishapProperties.Log log, ObjectProvider<CataloguePages.Address> catalogue,
			ApplicationContext context) {
		ConfiguredMappings configured = configured(context);
		ProblemPipeline.Builder pipeline = ProblemPipeline.builder()
			.mappings(mappings)
			.messageSource(context)
			.customizers(customizers.orderedStream().toList())
			.refinements(refinements.stream().toList())
			.ownWriters(writers.orderedStream().toList())
			.writer(writer(properties, body.members(), pages, context))
			.requestIds(requestIds)
			.jsonLibrary(json.getIfAvailable(() -> JsonLibraries.of(context)))
			.texts(configured.texts())
			.logRules(configured.logRules())
			.traceBudget(log.traceBudget())
			.logClientMessages(log.clientMessages())
			.logLevels(levels.orderedStream().toList())
			.listeners(listeners.orderedStream().toList())
			.traces(traces.getIfAvailable(() -> Traces.NONE))
			.typeBase(body.typeBase())
			.instanceBase(body.instanceBase())
			.loader(loader.getIfAvailable())
			.requestIdField(context.getBean(MishapProperties.RequestId.class).header());
		String protocols = properties.upgradeTo();
		pipeline.owed((protocols != null) ? OwedHeader.fixed("Upgrade", protocols) : OwedHeader.fixed("Upgrade"));
		URI blocker = properties.blockedBy();
		pipeline.owed((blocker != null) ? OwedHeader.fixed("Link", "<" + blocker + ">; rel=\"blocked-by\"")
				: OwedHeader.fixed("Link"));
		owed.orderedStream().forEach(pipeline::owed);
		if (body.typeBase() == null) {
			catalogue.ifAvailable((address) -> pipeline.typeBase(() -> address.path() + "/"));
		}
		try {
			return pipeline.defaultLanguage(properties.defaultLanguage()).build();
		}
		catch (IllegalArgumentException ex) {
			String language = properties.defaultLanguage().getLanguage();
			throw new InvalidPropertyException("mishap.default-language", "there are no texts in " + language + ".",
					"Write en or de, or put the texts into mishap-messages_" + language
							+ ".properties at the root of the class path.");
		}
	}

	private static ProblemWriter writer(MishapProperties properties, MemberNames members,
			ObjectProvider<HtmlProblemWriter.PageSource> pages, ApplicationContext context) {
		return new NegotiatingWriter(new JsonProblemWriter(members), properties.html()
				? new HtmlProblemWriter(pages.orderedStream().toList(), context, properties.defaultLanguage()) : null,
				new XmlProblemWriter(members));
	}

	/** Nobody who does not ask for it pays for it. */
	@Bean
	@Lazy
	ProblemRegistry mishapRegistry(ProblemMappings mappings, ProblemPipeline pipeline,
			ObjectProvider<ProblemCatalogue> catalogues, ObjectProvider<ProblemRefinement> refinements,
			ApplicationContext context) {
		return new ProblemRegistry(mappings, pipeline,
				catalogues.orderedStream().flatMap((one) -> one.types().stream()).toList(),
				refinements.stream().toList(), new DescribedExceptions(context));
	}

	/**
	 * For the application's task executor, on platform and on virtual threads, where
	 * context propagation is not asked for. A decorator of the application is applied as
	 * well, and is the one who is meant where a single one is injected.
	 */
	@Bean
	@Fallback
	@ConditionalOnMissingBean(type = "org.springframework.core.task.support.ContextPropagatingTaskDecorator")
	TaskDecorator mishapRequestIdTaskDecorator() {
		return RequestIdMdc::wrap;
	}

	@Bean
	StartWarnings mishapStartWarnings() {
		return new StartWarnings();
	}

	/**
	 * Keeps the aspects of an application away from the beans of the library. One for
	 * every controller or advice, as for a log, would mean ours too, which are final, and
	 * no application with it would start.
	 */
	static final class UnproxiedBeans implements BeanPostProcessor, PriorityOrdered {

		private UnproxiedBeans() {
		}

		/** Whoever makes proxies comes later, and is not asked. */
		@Override
		public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
			String type = bean.getClass().getName();
			boolean named = beanName.startsWith("mishap") || beanName.startsWith(OWN_PACKAGES);
			boolean ours = type.startsWith("dev.mishap.internal.") || (named && type.startsWith("dev.mishap."));
			return ours ? null : bean;
		}

		@Override
		public int getOrder() {
			// what the library puts in the place of beans of Boot is not proxied either
			return LOWEST_PRECEDENCE;
		}

	}

	/** Loaded with databases only. Each technology to reach them may be absent. */
	private static final class OfDatabases {

		static ProblemRows rows(ApplicationContext context) {
			MishapProperties.Data properties = context.getBean(MishapProperties.Data.class);
			return new DataRows(properties.constraints(), properties.emptyResultNotFound(), context.getClassLoader());
		}

	}

	/** With the Servlet API. Neither the outermost filter nor Spring MVC is needed. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ ServletException.class, ServletRows.class })
	static class ServletConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapServletProblemRows(ObjectProvider<InputRows> input) {
			return new ServletRows(input.getIfAvailable());
		}

	}

	/** With circuit breakers of Resilience4j. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CallNotPermittedException.class)
	static class CircuitBreakersConfiguration {

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

	/**
	 * Keeps in a native image what the library asks for by name: texts, and classes that
	 * tell whether a technology is there. A test finds every name that is missing here.
	 */
	static final class LibraryHints implements RuntimeHintsRegistrar {

		/** Classes that are looked for. */
		static final List<String> TYPES = List.of("com.fasterxml.jackson.databind.ObjectMapper",
				"com.google.gson.JsonParseException", "io.github.resilience4j.bulkhead.BulkheadFullException",
				"io.github.resilience4j.ratelimiter.RequestNotPermitted",
				"io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter",
				"io.github.resilience4j.retry.MaxRetriesExceeded",
				"io.github.resilience4j.retry.MaxRetriesExceededException", "io.r2dbc.spi.R2dbcException",
				"jakarta.persistence.PersistenceException", "jakarta.servlet.Filter",
				"jakarta.servlet.http.HttpServletRequest", "jakarta.validation.ConstraintViolation",
				"java.sql.SQLException", "kotlinx.serialization.SerializationException",
				"org.apache.hc.core5.http.io.EofSensorInputStream", "org.hibernate.HibernateException",
				"org.reactivestreams.Publisher", "org.slf4j.MDC", "org.slf4j.spi.LoggingEventBuilder",
				"org.springframework.dao.DataAccessException",
				"org.springframework.data.core.PropertyReferenceException",
				"org.springframework.security.web.SecurityFilterChain",
				"org.springframework.transaction.TransactionException",
				"org.springframework.web.reactive.DispatcherHandler",
				"org.springframework.web.reactive.function.client.WebClient",
				"org.springframework.web.reactive.function.client.WebClientException",
				"org.springframework.web.reactive.function.client.WebClientResponseException",
				"org.springframework.web.servlet.LocaleResolver",
				"org.springframework.web.servlet.handler.AbstractHandlerMapping",
				"reactor.netty.http.server.HttpServerRequest", "tools.jackson.databind.ObjectMapper");

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources()
				.registerPattern("dev/mishap/messages*.properties")
				.registerPattern("dev/mishap/problems.schema.json")
				.registerPattern("mishap-messages*.properties");
			ClassLoader loader = (classLoader != null) ? classLoader : LibraryHints.class.getClassLoader();
			for (String type : TYPES) {
				hints.reflection().registerTypeIfPresent(loader, type, (hint) -> {
				});
			}
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

}
