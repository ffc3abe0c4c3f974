package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemLogLevel;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdMdc;
import dev.mishap.RequestIdSource;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ReturnedDetails;
import dev.mishap.internal.Traces;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.body.JsonProblemWriter;
import dev.mishap.internal.body.MemberNames;
import dev.mishap.internal.body.NegotiatingWriter;
import dev.mishap.internal.body.XmlProblemWriter;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.input.WebFramework;
import dev.mishap.internal.json.JsonLibraries;
import dev.mishap.internal.registry.ProblemEntry.MappedRow;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.internal.rows.RetryAfterTimes;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

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
@ImportRuntimeHints(ConfiguredMappings.LibraryHints.class)
@EnableConfigurationProperties({ MishapProperties.class, MishapProperties.Body.class, MishapProperties.Data.class,
		MishapProperties.Log.class, MishapProperties.Observation.class, MishapProperties.Payload.class,
		MishapProperties.RequestId.class, MishapProperties.RetryAfter.class, MishapProperties.Security.class,
		MishapProperties.Validation.class })
public final class ProblemAutoConfiguration {

	/**
	 * Name of the bean that everything else needs, for conditions: to ask for a bean by
	 * its type is dearer at a start. A name that is written down, because an application
	 * may name configurations otherwise.
	 */
	public static final String NAME = "mishapPipeline";

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
		ProblemMappings.Builder configuration = ProblemMappings.overriding(() -> LibraryRows.table(context));
		configured(context).addTo(configuration);
		ProblemMappings mappings = configuration.build();
		for (ProblemMappingsCustomizer customizer : customizers.orderedStream().toList()) {
			ProblemMappings.Builder application = mappings.overriding();
			customize(customizer, application);
			mappings = application.build();
		}
		new StartWarnings.CodesCheck(catalogue).check(mappings.ownRows());
		if (LibraryRows.hasOthers(beans)) {
			// two libraries that disagree stop the start
			mappings.types();
		}
		return mappings;
	}

	private static ConfiguredMappings configured(ApplicationContext context) {
		return new ConfiguredMappings(context.getBean(MishapProperties.class),
				context.getBean(MishapProperties.Log.class), LibraryRows.classLoader(context));
	}

	private static void customize(ProblemMappingsCustomizer customizer, ProblemMappings.Builder application) {
		String name = LibraryRows.nameOf(customizer);
		try {
			customizer.customize(application.from(new MappedRow.Origin(MappedRow.Origin.Source.BEAN, name)));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new InvalidPropertyException("ProblemMappingsCustomizer of " + name, ex.getMessage() + ".",
					"Write each class once, with a status from 400 to 599 and a code in UPPER_SNAKE.");
		}
	}

	@Bean
	@ConditionalOnMissingBean(RequestIdSource.class)
	RequestIdSource mishapRequestIdSource(MishapProperties.RequestId properties) {
		return properties.trustInbound() ? RequestIdSource.inbound(properties.header()) : RequestIdSource.generated();
	}

	@Bean
	ReturnedDetails.Interceptors mishapErrorResponseInterceptors() {
		return new ReturnedDetails.Interceptors();
	}

	@Bean(NAME)
	@Fallback
	ProblemPipeline mishapPipeline(ProblemMappings mappings, RequestIdSource requestIds,
			ObjectProvider<ProblemWriter> writers, ObjectProvider<HtmlProblemWriter.PageSource> pages,
			ObjectProvider<ProblemCustomizer> customizers, ObjectProvider<ProblemRefinement> refinements,
			ObjectProvider<OwedHeader> owed, ObjectProvider<JsonLibrary> json,
			ObjectProvider<ProblemPipeline.Loader> loader, ObjectProvider<ProblemListener> listeners,
			ObjectProvider<ProblemLogLevel> levels, ObjectProvider<Traces> traces, MishapProperties properties,
			MishapProperties.Body body, MishapProperties.Log log, MishapProperties.RetryAfter retryAfter,
			MishapProperties.Security security, ReturnedDetails.Interceptors interceptors,
			ObjectProvider<CataloguePages.Address> catalogue, ApplicationContext context) {
		ConfiguredMappings configured = configured(context);
		RetryAfterTimes times = new RetryAfterTimes(retryAfter.toForm(), Clock.systemUTC(),
				(bound) -> ThreadLocalRandom.current().nextLong(bound + 1));
		ProblemPipeline.Builder pipeline = ProblemPipeline.builder()
			.mappings(mappings)
			.messageSource(context)
			.classLoader(LibraryRows.classLoader(context))
			.customizers(customizers.orderedStream().toList())
			.customizers(List.of(times))
			.refinements(refinements.stream().toList())
			.interceptors(interceptors)
			.ownWriters(writers.orderedStream().toList())
			.writer(writer(properties, body.members(), pages, context))
			.requestIds(requestIds)
			.jsonLibrary(json.getIfAvailable(() -> JsonLibraries.of(context, LibraryRows.classLoader(context))))
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
		URI blocker = properties.blockedBy();
		pipeline.owed(times)
			.owed((protocols != null) ? OwedHeader.fixed("Upgrade", protocols) : OwedHeader.fixed("Upgrade"))
			.owed((blocker != null) ? OwedHeader.fixed("Link", "<" + blocker + ">; rel=\"blocked-by\"")
					: OwedHeader.fixed("Link"));
		if (!LibraryRows.isPresent("org.springframework.security.web.FilterChainProxy", context)
				&& !LibraryRows.isPresent("org.springframework.security.web.server.WebFilterChainProxy", context)) {
			// a 401 still owes a challenge (RFC 9110, section 15.5.2)
			pipeline.owed(OwedHeader.fixed("WWW-Authenticate", security.challenge()));
		}
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
		return new NegotiatingWriter(new JsonProblemWriter(members),
				properties.html() ? new HtmlProblemWriter(pages.orderedStream().toList(), context,
						properties.defaultLanguage(), LibraryRows.classLoader(context)) : null,
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
				refinements.stream().toList(), new LibraryRows.DescribedExceptions(context));
	}

	@Bean
	@Lazy
	InputRows mishapInputProblemRows(MishapProperties.Validation properties, ObjectProvider<WebFramework> framework,
			ObjectProvider<ProblemMappings> mappings, ApplicationContext context) {
		InputRows.Settings settings = new InputRows.Settings(properties.status(), properties.maxErrors(),
				properties.attributes(), properties.rejectedValues(), properties.serviceConstraints(),
				properties.words());
		return new InputRows(settings, framework.getIfAvailable(() -> WebFramework.NONE), mappings::getObject, context,
				LibraryRows.classLoader(context));
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
			boolean named = beanName.startsWith("mishap");
			boolean ours = type.startsWith("dev.mishap.internal.") || type.startsWith(OWN_PACKAGES)
					|| (named && type.startsWith("dev.mishap."));
			return ours ? null : bean;
		}

		@Override
		public int getOrder() {
			// what the library puts in the place of beans of Boot is not proxied either
			return LOWEST_PRECEDENCE;
		}

	}

}
