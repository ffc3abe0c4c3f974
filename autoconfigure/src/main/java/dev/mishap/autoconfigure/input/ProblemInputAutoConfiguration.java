package dev.mishap.autoconfigure.input;

import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonParseException;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRows;
import dev.mishap.autoconfigure.MishapValidationProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import jakarta.servlet.Servlet;
import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Auto-configuration of the answers to input that cannot be read, is missing or does not
 * fit.
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(Servlet.class)
@EnableConfigurationProperties(MishapValidationProperties.class)
public final class ProblemInputAutoConfiguration {

	@Bean
	@Lazy
	BodyConverters mishapBodyConverters(ObjectProvider<BodyLanguage> languages,
			ObjectProvider<ConverterSource> converters) {
		return new BodyConverters(languages.orderedStream().toList(),
				() -> converters.stream().findFirst().map(ConverterSource::converters).orElse(List.of()));
	}

	@Bean
	@Lazy
	Violations mishapViolations(MishapValidationProperties properties, BodyConverters bodies) {
		return new Violations(properties, bodies);
	}

	@Bean
	@Lazy
	KnownCauses mishapKnownCauses(ObjectProvider<ProblemMappings> mappings) {
		return new KnownCauses(mappings::getObject);
	}

	@Bean
	@Lazy
	ProblemRows mishapUnreadableBodyProblemRows(BodyConverters bodies, Violations violations, KnownCauses causes) {
		return new UnreadableBodyRows(bodies, violations, causes);
	}

	@Bean
	@Lazy
	ProblemRows mishapParameterProblemRows(Violations violations, KnownCauses causes) {
		return new ParameterRows(violations, causes);
	}

	@Bean
	@Lazy
	ProblemRows mishapValidationProblemRows(ObjectProvider<ConstraintReader> constraints, Violations violations,
			KnownCauses causes, MishapValidationProperties properties, ApplicationContext messages) {
		SpringErrors errors = new SpringErrors(constraints.getIfAvailable(() -> ConstraintReader.NONE), violations,
				messages);
		return new ValidationRows(errors, violations, causes, properties);
	}

	/** Where the converters of the application are. */
	@FunctionalInterface
	interface ConverterSource {

		List<HttpMessageConverter<?>> converters();

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RequestMappingHandlerAdapter.class)
	static class WebMvcConfiguration {

		@Bean
		@Lazy
		ConverterSource mishapConverterSource(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
			return () -> adapters.orderedStream()
				.findFirst()
				.map(RequestMappingHandlerAdapter::getMessageConverters)
				.orElse(List.of());
		}

		@Bean
		SmartInitializingSingleton mishapRejectedValuesCheck(MishapValidationProperties properties,
				ObjectProvider<BodyConverters> bodies, WebApplicationContext context) {
			// the arguments of services are not among those of handlers
			boolean nothing = properties.serviceConstraints() || properties.rejectedValues().isEmpty();
			return nothing ? () -> {
			} : new RejectedValuesCheck(properties.rejectedValues(), bodies::getObject, context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConstraintViolationException.class)
	static class BeanValidationConfiguration {

		@Bean
		@Lazy
		BeanConstraints mishapBeanConstraints(MishapValidationProperties properties) {
			return new BeanConstraints(properties.attributes());
		}

		@Bean
		@Lazy
		ProblemRows mishapConstraintViolationProblemRows(BeanConstraints constraints, Violations violations,
				MishapValidationProperties properties) {
			return new ConstraintViolationRows(constraints, violations, properties);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class Jackson3Configuration {

		@Bean
		@Lazy
		Jackson3Language mishapJackson3Language() {
			return new Jackson3Language();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObjectMapper.class)
	static class Jackson2Configuration {

		@Bean
		@Lazy
		Jackson2Language mishapJackson2Language() {
			return new Jackson2Language();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonParseException.class)
	static class GsonConfiguration {

		@Bean
		GsonLanguage mishapGsonLanguage() {
			return new GsonLanguage();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(InvalidParameterException.class)
	static class TomcatConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapTomcatParameterProblemRows() {
			return new TomcatParameterRows();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpException.class)
	static class JettyConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapJettyParameterProblemRows() {
			return new JettyParameterRows();
		}

	}

}
