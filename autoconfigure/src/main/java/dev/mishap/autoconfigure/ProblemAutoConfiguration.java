package dev.mishap.autoconfigure;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import dev.mishap.ErrorPageSource;
import dev.mishap.ErrorWitness;
import dev.mishap.MemberNames;
import dev.mishap.OwedHeader;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemPipeline;
import dev.mishap.ProblemRows;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of the path from an error to its answer.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(MishapProperties.class)
public final class ProblemAutoConfiguration {

	private static final String[] XML_CONVERTERS = { "tools.jackson.dataformat.xml.XmlMapper",
			"com.fasterxml.jackson.dataformat.xml.XmlMapper", "jakarta.xml.bind.JAXBContext" };

	@Bean
	@ConditionalOnMissingBean(ProblemMappings.class)
	ProblemMappings problemMappings(ObjectProvider<ProblemRows> rows, ConfiguredMappings configured,
			ObjectProvider<ProblemMappingsCustomizer> customizers) {
		ProblemMappings.Builder library = ProblemMappings.builder();
		rows.orderedStream().forEach((concern) -> concern.addTo(library));
		ProblemMappings.Builder configuration = library.build().overriding();
		configured.addTo(configuration);
		ProblemMappings mappings = configuration.build();
		for (ProblemMappingsCustomizer customizer : customizers.orderedStream().toList()) {
			ProblemMappings.Builder application = mappings.overriding();
			customizer.customize(application);
			mappings = application.build();
		}
		return mappings;
	}

	@Bean
	ConfiguredMappings configuredMappings(MishapProperties properties, ApplicationContext context) {
		return new ConfiguredMappings(properties, context.getClassLoader());
	}

	@Bean
	StandardRows standardProblemRows() {
		return new StandardRows();
	}

	@Bean
	@ConditionalOnMissingBean(RequestIdSource.class)
	RequestIdSource requestIdSource(MishapProperties properties) {
		MishapProperties.RequestId requestId = properties.requestId();
		return requestId.trustInbound() ? RequestIdSource.inbound(requestId.header()) : RequestIdSource.generated();
	}

	@Bean
	@ConditionalOnMissingBean(ProblemWriter.class)
	ProblemWriter problemWriter(MishapProperties properties, ObjectProvider<ErrorPageSource> pages,
			ObjectProvider<JsonValueEncoder> encoder) {
		ClassLoader classLoader = ProblemAutoConfiguration.class.getClassLoader();
		boolean xml = false;
		for (String converter : XML_CONVERTERS) {
			xml = xml || ClassUtils.isPresent(converter, classLoader);
		}
		MemberNames names = memberNames(properties);
		return ProblemWriter.negotiating(ProblemWriter.json(encoder.getIfAvailable(), names),
				properties.html() ? ProblemWriter.html(pages.orderedStream().toList()) : null,
				xml ? ProblemWriter.xml(names) : null);
	}

	private static MemberNames memberNames(MishapProperties properties) {
		Map<String, String> names = new LinkedHashMap<>();
		properties.body().members().forEach((standard, name) -> names.put(standard.replace('-', '_'), name));
		try {
			return MemberNames.of(names);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMishapPropertyException("mishap.body.members", ex.getMessage() + ".",
					"Rename type, title, status, detail, instance, code, request-id or errors to a name of letters, "
							+ "digits and underscores.");
		}
	}

	private static @Nullable String base(String key, @Nullable String base) {
		try {
			return (base != null) ? URI.create(base + "x").toString().replaceAll("x$", "") : null;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMishapPropertyException("mishap.body." + key, "'" + base + "' is not the start of a URI.",
					"Write an address that the rest is put behind, such as https://errors.example.org/ or urn:request:.");
		}
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
			.traceBudget(configured.traceBudget())
			.typeBase(base("type-base", properties.body().typeBase()))
			.instanceBase(base("instance-base", properties.body().instanceBase()));
		for (OwedHeader header : owed.orderedStream().toList()) {
			pipeline.owed(header.field(), header.source());
		}
		return pipeline.build();
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
