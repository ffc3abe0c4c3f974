package dev.mishap.autoconfigure.tomcat;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.servlet.tomcat.ProblemErrorReportValve.CutValve;
import dev.mishap.internal.servlet.tomcat.ProblemErrorReportValve;
import dev.mishap.internal.servlet.tomcat.TomcatBodies;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Auto-configuration of the answers to requests that Tomcat refuses, and of the way in
 * which it cuts a response.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(after = { ProblemAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Tomcat.class, ErrorReportValve.class, TomcatServletWebServerFactory.class })
@ConditionalOnBean(name = ProblemAutoConfiguration.NAME)
public final class ProblemTomcatAutoConfiguration {

	/**
	 * After Boot's own customizer, whose valve would report first otherwise: the valve
	 * that is added last is the innermost.
	 */
	static final int AFTER_BOOT = 1000;

	@Bean
	@Order(AFTER_BOOT)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> mishapTomcatCustomizer(ProblemPipeline pipeline,
			MishapProperties.RequestId properties, ObjectProvider<CutValve.Cutter> cutter) {
		return (factory) -> factory.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				// the host adds a valve of this class, which would report first, unless
				// Boot has added one; with include-stacktrace Boot doesn't
				host.setErrorReportValveClass("");
				host.getPipeline().addValve(new ProblemErrorReportValve(pipeline, properties.header()));
			}
			context.getPipeline().addValve(new CutValve());
			context.getPipeline().addValve(new TomcatBodies.FormValve());
			cutter.ifAvailable(CutValve.Cutter::onValveAdded);
		});
	}

	@Bean
	@Fallback
	@ConditionalOnBean(TomcatServletWebServerFactory.class)
	CutValve.Cutter mishapTomcatResponseCutter() {
		return new CutValve.Cutter();
	}

	@Bean
	TomcatBodies mishapTomcatBodies(MishapProperties.Payload properties, ObjectProvider<MultipartProperties> multipart,
			Environment environment) {
		DataSize largest = properties.limits().largest();
		DataSize upload = multipart.stream().map(MultipartProperties::getMaxRequestSize).findFirst().orElse(null);
		return new TomcatBodies(larger(largest, upload),
				environment.getProperty("server.tomcat.max-swallow-size", DataSize.class));
	}

	private static @Nullable DataSize larger(@Nullable DataSize first, @Nullable DataSize second) {
		if (first == null || second == null) {
			return (first != null) ? first : second;
		}
		return (first.compareTo(second) > 0) ? first : second;
	}

}
