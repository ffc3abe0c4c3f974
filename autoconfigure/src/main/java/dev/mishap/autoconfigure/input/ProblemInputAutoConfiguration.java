package dev.mishap.autoconfigure.input;

import java.util.List;

import dev.mishap.ProblemMappings;
import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.input.WebFramework;
import dev.mishap.internal.reactive.PartRefinement;
import dev.mishap.internal.reactive.WebFlux;
import dev.mishap.internal.reactive.WebFluxInputRows;
import dev.mishap.internal.servlet.jetty.ProblemJettyErrorHandler;
import dev.mishap.internal.servlet.tomcat.ProblemErrorReportValve;
import dev.mishap.internal.servlet.webmvc.WebMvc;
import jakarta.servlet.Servlet;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Auto-configuration of the answers to input that cannot be read, is missing or does not
 * fit.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(MishapProperties.Validation.class)
public final class ProblemInputAutoConfiguration {

	@Bean
	@Lazy
	InputRows mishapInputProblemRows(MishapProperties.Validation properties, ObjectProvider<WebFramework> framework,
			ObjectProvider<ProblemMappings> mappings, ApplicationContext context) {
		InputRows.Settings settings = new InputRows.Settings(properties.status(), properties.maxErrors(),
				properties.attributes(), properties.rejectedValues(), properties.serviceConstraints(),
				properties.words());
		return new InputRows(settings, framework.getIfAvailable(() -> WebFramework.NONE), mappings::getObject, context,
				context.getClassLoader());
	}

	/** In a WebFlux application. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(DispatcherHandler.class)
	static class WebFluxConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapWebFluxInputProblemRows(InputRows input) {
			return new WebFluxInputRows(input);
		}

		@Bean
		ProblemRefinement mishapParts(ObjectProvider<InputRows> input) {
			return new PartRefinement(input::getObject);
		}

		@Bean
		@Lazy
		WebFramework mishapWebFlux(ObjectProvider<ServerCodecConfigurer> codecs) {
			return new WebFlux(
					() -> codecs.stream().findFirst().map(ServerCodecConfigurer::getReaders).orElse(List.of()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ Servlet.class, RequestMappingHandlerAdapter.class })
	static class WebMvcConfiguration {

		@Bean
		@Lazy
		WebFramework mishapWebMvc(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
			return new WebMvc(adapters);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(InvalidParameterException.class)
	static class TomcatConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapTomcatParameterProblemRows() {
			return new ProblemErrorReportValve.ParameterRows();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(HttpException.class)
	static class JettyConfiguration {

		@Bean
		@Lazy
		ProblemRows mishapJettyParameterProblemRows() {
			return new ProblemJettyErrorHandler.ParameterRows();
		}

	}

}
