package dev.mishap.autoconfigure.reactive;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.reactive.ReactiveAnswers;
import dev.mishap.internal.reactive.netty.NettyDoors;
import dev.mishap.internal.servlet.jetty.ProblemJettyErrorHandler;
import dev.mishap.internal.servlet.tomcat.ProblemErrorReportValve;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.server.Server;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.jetty.reactive.JettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the answers to requests that the server refuses below a WebFlux
 * application: Reactor Netty, or Tomcat and Jetty if the module of the servlet doors is
 * there.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemReactiveContainerAutoConfiguration {

	/** With Tomcat. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, TomcatReactiveWebServerFactory.class, ProblemErrorReportValve.class })
	static class TomcatConfiguration {

		/** After Boot's own customizer, whose valve would report first otherwise. */
		@Bean
		@Order(1000)
		WebServerFactoryCustomizer<TomcatReactiveWebServerFactory> mishapReactiveTomcatCustomizer(
				ProblemPipeline pipeline, MishapProperties.RequestId properties) {
			return (factory) -> factory.addContextCustomizers((context) -> {
				if (context.getParent() instanceof StandardHost host) {
					host.setErrorReportValveClass("");
					host.getPipeline().addValve(new ProblemErrorReportValve(pipeline, properties.header()));
				}
			});
		}

	}

	/** With Jetty. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Server.class, JettyReactiveWebServerFactory.class, ProblemJettyErrorHandler.class })
	static class JettyConfiguration {

		@Bean
		WebServerFactoryCustomizer<JettyReactiveWebServerFactory> mishapReactiveJettyCustomizer(
				ProblemPipeline pipeline, MishapProperties.RequestId properties) {
			return (factory) -> factory.addServerCustomizers(
					(server) -> server.setErrorHandler(new ProblemJettyErrorHandler(pipeline, properties.header())));
		}

	}

	/** With Reactor Netty. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpServer.class, NettyServerCustomizer.class })
	static class NettyConfiguration {

		@Bean
		NettyServerCustomizer mishapNettyServerCustomizer(ProblemPipeline pipeline,
				MishapProperties.RequestId properties, ListableBeanFactory beans) {
			boolean identified = beans.getBeanNamesForType(ReactiveAnswers.class, true, false).length > 0;
			return new NettyDoors(pipeline, properties.header(), identified)::addTo;
		}

	}

}
