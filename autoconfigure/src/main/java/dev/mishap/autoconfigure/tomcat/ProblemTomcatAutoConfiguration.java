package dev.mishap.autoconfigure.tomcat;

import dev.mishap.ProblemPipeline;
import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.servlet.ResponseCutter;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.CloseNowException;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the answers to requests that Tomcat refuses.
 */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Tomcat.class, ErrorReportValve.class, TomcatServletWebServerFactory.class })
@ConditionalOnBean(ProblemPipeline.class)
public final class ProblemTomcatAutoConfiguration {

	/**
	 * After Boot's own customizer, whose valve would report first otherwise: the valve
	 * that is added last is the innermost.
	 */
	static final int AFTER_BOOT = 1000;

	@Bean
	@Order(AFTER_BOOT)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemTomcatCustomizer(ProblemPipeline pipeline,
			MishapProperties properties) {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				// the host adds a valve of this class, which would report first, unless
				// Boot has added one; with include-stacktrace Boot doesn't
				host.setErrorReportValveClass("");
				host.getPipeline().addValve(new ProblemErrorReportValve(pipeline, properties.requestId().header()));
			}
			context.getPipeline().addValve(new CutValve());
		});
	}

	/** Tomcat logs every other exception that leaves the filters a second time. */
	@Bean
	@ConditionalOnMissingBean(ResponseCutter.class)
	ResponseCutter tomcatResponseCutter() {
		return (request, response, exception) -> {
			throw new CloseNowException("The response failed after it was committed", exception);
		};
	}

}
