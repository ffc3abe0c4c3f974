package dev.mishap.autoconfigure;

import java.util.function.Function;

import dev.mishap.ErrorPageSource;
import dev.mishap.ErrorWitness;
import dev.mishap.MemberNames;
import dev.mishap.OwedHeader;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemPipeline;
import dev.mishap.ProblemRows;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the path from an error to its answer.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(MishapProperties.class)
public final class ProblemAutoConfiguration {

	private static final String OWN_PACKAGES = ProblemAutoConfiguration.class.getPackageName() + ".";

	private static final String[] XML_CONVERTERS = { "tools.jackson.dataformat.xml.XmlMapper",
			"com.fasterxml.jackson.dataformat.xml.XmlMapper", "jakarta.xml.bind.JAXBContext" };

	@Bean
	@ConditionalOnMissingBean(ProblemMappings.class)
	ProblemMappings problemMappings(ObjectProvider<ProblemRows> rows, ConfiguredMappings configured,
			ObjectProvider<ProblemMappingsCustomizer> customizers, ObjectProvider<ProblemCatalogue> catalogues,
			ConfigurableListableBeanFactory beans) {
		// a code that stands in two catalogues is found here
		ProblemCatalogue.of(catalogues.orderedStream().flatMap((one) -> one.types().stream()).toList());
		ProblemMappings.Builder configuration = ProblemMappings.overriding(() -> ofLibraries(rows));
		configured.addTo(configuration);
		ProblemMappings mappings = configuration.build();
		for (ProblemMappingsCustomizer customizer : customizers.orderedStream().toList()) {
			ProblemMappings.Builder application = mappings.overriding();
			customize(customizer, application);
			mappings = application.build();
		}
		if (hasRowsOfOthers(beans)) {
			// two libraries that disagree stop the start
			mappings.types();
		}
		return mappings;
	}

	/** The rows of the library wait for the first error: a start can do without them. */
	private static ProblemMappings ofLibraries(ObjectProvider<ProblemRows> rows) {
		ProblemMappings.Builder library = ProblemMappings.builder();
		rows.orderedStream().forEach((concern) -> concern.addTo(library));
		return library.build();
	}

	private static boolean hasRowsOfOthers(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanNamesForType(ProblemRows.class, true, false)) {
			Class<?> type = beans.getType(name, false);
			if (type == null || !type.getName().startsWith(OWN_PACKAGES)) {
				return true;
			}
		}
		return false;
	}

	private static void customize(ProblemMappingsCustomizer customizer, ProblemMappings.Builder application) {
		try {
			customizer.customize(application);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			String name = customizer.getClass().getName().replaceAll("\\$\\$Lambda.*", "");
			throw new InvalidMishapPropertyException("ProblemMappingsCustomizer of " + name, ex.getMessage() + ".",
					"Write each class once, with a status from 400 to 599 and a code in UPPER_SNAKE.");
		}
	}

	@Bean
	ConfiguredMappings configuredMappings(MishapProperties properties, ApplicationContext context) {
		return new ConfiguredMappings(properties, context.getClassLoader());
	}

	@Bean
	@Lazy
	StandardRows standardProblemRows() {
		return new StandardRows();
	}

	@Bean
	@ConditionalOnMissingBean(RequestIdSource.class)
	RequestIdSource requestIdSource(MishapProperties properties) {
		MishapProperties.RequestId requestId = properties.getRequestId();
		return requestId.trustInbound() ? RequestIdSource.inbound(requestId.header()) : RequestIdSource.generated();
	}

	@Bean
	@ConditionalOnMissingBean(ProblemWriter.class)
	ProblemWriter problemWriter(MishapProperties properties, ObjectProvider<ErrorPageSource> pages,
			ObjectProvider<JsonValueEncoder> encoder, ApplicationContext messages) {
		ClassLoader classLoader = ProblemAutoConfiguration.class.getClassLoader();
		boolean xml = false;
		for (String converter : XML_CONVERTERS) {
			xml = xml || ClassUtils.isPresent(converter, classLoader);
		}
		MemberNames names = PropertyChecks.members("members", properties.getBody().members());
		return ProblemWriter.negotiating(ProblemWriter.json(encoder.getIfAvailable(), names),
				properties.isHtml() ? ProblemWriter.html(pages.orderedStream().toList(), messages) : null,
				xml ? ProblemWriter.xml(names) : null);
	}

	@Bean
	@ConditionalOnMissingBean(ProblemPipeline.class)
	ProblemPipeline problemPipeline(ProblemMappings mappings, ObjectProvider<ProblemCustomizer> customizers,
			ProblemWriter writer, RequestIdSource requestIds, ApplicationContext messages,
			ObjectProvider<ErrorWitness> witnesses, ObjectProvider<OwedHeader> owed, ConfiguredMappings configured,
			MishapProperties properties) {
		ProblemPipeline.Builder pipeline = ProblemPipeline.builder()
			.mappings(mappings)
			.messageSource(messages)
			.customizers(customizers.orderedStream().toList())
			.witnesses(witnesses.orderedStream().toList())
			.writer(writer)
			.requestIds(requestIds)
			.texts(configured.texts())
			.logRules(configured.logRules())
			.traceBudget(properties.getLog().traceBudget())
			.typeBase(properties.getBody().typeBase())
			.instanceBase(properties.getBody().instanceBase());
		for (OwedHeader header : owed.orderedStream().toList()) {
			pipeline.owed(header.field(), header.source());
		}
		try {
			return pipeline.defaultLanguage(properties.getDefaultLanguage()).build();
		}
		catch (IllegalArgumentException ex) {
			String language = properties.getDefaultLanguage().getLanguage();
			throw new InvalidMishapPropertyException("mishap.default-language",
					"there are no texts in " + language + ".", "Write en or de, or put the texts into mishap-messages_"
							+ language + ".properties at the root of the class path.");
		}
	}

	@Bean
	ErrorPropertiesCheck errorPropertiesCheck() {
		return new ErrorPropertiesCheck();
	}

	/** Extension values that are objects of the application are written by Jackson. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JacksonConfiguration {

		@Bean
		JsonValueEncoder jsonValueEncoder(ObjectProvider<JsonMapper> mapper) {
			JsonMapper found = mapper.getIfAvailable(() -> JsonMapper.builder().build());
			return found::writeValueAsString;
		}

	}

	/** Writes an object as JSON. */
	@FunctionalInterface
	interface JsonValueEncoder extends Function<Object, String> {

	}

}
