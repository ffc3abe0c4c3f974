package dev.mishap.autoconfigure.jetty;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.servlet.jetty.ProblemJettyErrorHandler;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the answers to requests that Jetty refuses, and of the way in
 * which it cuts a response.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = { ProblemAutoConfiguration.class, JettyServletWebServerAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Server.class, JettyServletWebServerFactory.class })
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
@EnableConfigurationProperties(MishapProperties.RequestId.class)
public final class ProblemJettyAutoConfiguration {

	@Bean
	WebServerFactoryCustomizer<JettyServletWebServerFactory> mishapJettyCustomizer(ProblemPipeline pipeline,
			MishapProperties.RequestId properties) {
		return (factory) -> factory.addServerCustomizers((server) -> {
			server.setErrorHandler(new ProblemJettyErrorHandler(pipeline, properties.header()));
			server.setHandler(new ProblemJettyErrorHandler.ReadWatch(server.getHandler()));
		});
	}

	@Bean
	@Fallback
	@ConditionalOnBean(JettyServletWebServerFactory.class)
	ProblemJettyErrorHandler.JettyResponseCutter mishapJettyResponseCutter() {
		return new ProblemJettyErrorHandler.JettyResponseCutter();
	}

}
