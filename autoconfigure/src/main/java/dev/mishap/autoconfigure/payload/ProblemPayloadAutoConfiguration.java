package dev.mishap.autoconfigure.payload;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.PathPatterns.PayloadLimits;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.servlet.payload.PayloadFilter;
import dev.mishap.internal.servlet.tomcat.TomcatBodies;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.unit.DataSize;

/**
 * Auto-configuration of the limits of request bodies, and of the answers to those that
 * break them.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(Filter.class)
@EnableConfigurationProperties(MishapProperties.Payload.class)
public final class ProblemPayloadAutoConfiguration {

	/** After what observes requests, before anything that may read a body. */
	private static final int BEFORE_READERS = Ordered.HIGHEST_PRECEDENCE + 3;

	/** After Spring Security, which is at -100. */
	private static final int AFTER_SECURITY = -99;

	@Bean
	@Lazy
	ProblemRows mishapPayloadProblemRows() {
		return new PayloadFilter.Rows();
	}

	@Bean
	PayloadFilter.Refinement mishapPayloadAnswers() {
		return new PayloadFilter.Refinement();
	}

	private static PayloadLimits limits(MishapProperties.Payload properties) {
		Map<String, DataSize> paths = new LinkedHashMap<>();
		properties.paths().forEach((path) -> paths.putIfAbsent(path.pattern(), path.maxSize()));
		return new PayloadLimits(properties.maxSize(), paths);
	}

	/** With a limit of any body. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnLimit.class)
	static class LimitConfiguration {

		@Bean(defaultCandidate = false)
		FilterRegistrationBean<PayloadFilter> mishapPayloadFilter(MishapProperties.Payload properties) {
			return register(new PayloadFilter(limits(properties)), BEFORE_READERS);
		}

		@Bean(defaultCandidate = false)
		FilterRegistrationBean<Filter> mishapDeclaredLengthFilter() {
			return register(PayloadFilter.refusingAnnounced(), AFTER_SECURITY);
		}

		private static <F extends Filter> FilterRegistrationBean<F> register(F filter, int order) {
			FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
			registration.setOrder(order);
			registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
			return registration;
		}

	}

	/** Whether there is a limit of any body. */
	static final class OnLimit implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			Environment environment = context.getEnvironment();
			return environment.containsProperty("mishap.payload.max-size")
					|| environment.containsProperty("mishap.payload.paths[0].pattern");
		}

	}

	/** On Tomcat. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Tomcat.class, TomcatServletWebServerFactory.class })
	static class TomcatConfiguration {

		@Bean
		TomcatBodies mishapTomcatBodies(MishapProperties.Payload properties,
				ObjectProvider<MultipartProperties> multipart, Environment environment) {
			DataSize largest = limits(properties).largest();
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

}
