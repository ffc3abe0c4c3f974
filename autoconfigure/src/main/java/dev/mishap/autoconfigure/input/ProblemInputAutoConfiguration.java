package dev.mishap.autoconfigure.input;

import dev.mishap.ProblemMappings;
import dev.mishap.autoconfigure.MishapValidationProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.input.InputRows;
import dev.mishap.internal.input.WebFramework;
import dev.mishap.internal.servlet.ServletParameterRows;
import dev.mishap.internal.servlet.jetty.JettyParameterRows;
import dev.mishap.internal.servlet.tomcat.TomcatParameterRows;
import dev.mishap.internal.servlet.webmvc.WebMvc;
import jakarta.servlet.Servlet;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;

import org.springframework.beans.factory.ObjectProvider;
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
	InputRows mishapInputProblemRows(MishapValidationProperties properties, ObjectProvider<WebFramework> framework,
			ObjectProvider<ProblemMappings> mappings, ApplicationContext context) {
		InputRows.Settings settings = new InputRows.Settings(properties.status(), properties.maxErrors(),
				properties.attributes(), properties.rejectedValues(), properties.serviceConstraints());
		return new InputRows(settings, framework.getIfAvailable(() -> WebFramework.NONE), mappings::getObject, context,
				context.getClassLoader());
	}

	@Bean
	@Lazy
	ProblemRows mishapServletParameterProblemRows(InputRows input) {
		return new ServletParameterRows(input);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RequestMappingHandlerAdapter.class)
	static class WebMvcConfiguration {

		@Bean
		@Lazy
		WebFramework mishapWebMvc(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
			return new WebMvc(adapters);
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
