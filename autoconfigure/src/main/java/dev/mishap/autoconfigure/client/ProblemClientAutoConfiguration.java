package dev.mishap.autoconfigure.client;

import java.util.List;

import dev.mishap.ProblemCatalogue;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.client.DeclaredProblems;
import dev.mishap.client.ProblemClient;
import dev.mishap.client.RestClientProblems;
import dev.mishap.client.WebClientProblems;
import dev.mishap.internal.rows.UpstreamRows;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ConcurrentLruCache;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration of the client's side: every builder of a {@code RestClient} or a
 * {@code WebClient} that Spring Boot makes understands the errors of other services, and
 * so do the groups of HTTP interfaces.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnClass(ProblemClient.class)
public final class ProblemClientAutoConfiguration {

	@Bean
	Clients mishapClients(MishapClientProperties properties, ObjectProvider<ProblemClient> clients,
			ObjectProvider<ObservationRegistry> observations, Environment environment) {
		String requestIdField = environment.getProperty("mishap.request-id.header", "X-Request-Id");
		return new Clients(properties, clients.orderedStream().toList(), requestIdField, observations.getIfAvailable());
	}

	@Bean
	MishapClientProperties mishapClientProperties(Environment environment) {
		return MishapClientProperties.of(environment);
	}

	/** With {@code RestClient}. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientCustomizer.class)
	static class RestClientConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		RestClientCustomizer mishapRestClientCustomizer(Clients clients) {
			return (builder) -> builder.apply(RestClientProblems.forAll(clients.all(), clients::complete));
		}

	}

	/** With groups of HTTP interfaces. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientHttpServiceGroupConfigurer.class)
	static class RestClientGroupsConfiguration {

		@Bean
		RestClientHttpServiceGroupConfigurer mishapRestClientGroups(ObjectProvider<Clients> clients) {
			return (groups) -> groups.forEachProxyFactory((group, factory) -> factory
				.httpRequestValuesProcessor(new DeclaredProblems(clients.getObject().named(group.name()))));
		}

	}

	/** With {@code WebClient}. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
	static class WebClientConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebClientCustomizer mishapWebClientCustomizer(Clients clients) {
			return (builder) -> builder.apply(WebClientProblems.forAll(clients.all(), clients::complete));
		}

	}

	/** With groups of HTTP interfaces that a {@code WebClient} calls. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebClient.class, WebClientHttpServiceGroupConfigurer.class })
	static class WebClientGroupsConfiguration {

		@Bean
		WebClientHttpServiceGroupConfigurer mishapWebClientGroups(ObjectProvider<Clients> clients) {
			return (groups) -> groups.forEachProxyFactory((group, factory) -> factory
				.httpRequestValuesProcessor(new DeclaredProblems(clients.getObject().named(group.name()))));
		}

	}

	/** What our own callers are told. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	static class RowsConfiguration {

		@Bean
		UpstreamRows.Answers mishapClientAnswers(MishapClientProperties properties,
				ObjectProvider<ProblemCatalogue> catalogues) {
			return new PassedOn(properties, catalogues.orderedStream().toList());
		}

	}

	/**
	 * What there is to know of the services that are called: by keys, by beans, and by
	 * what holds for all.
	 */
	static final class Clients {

		/** Somebody may make a client for each call. */
		private static final int MAX_CLIENTS = 1000;

		private final MishapClientProperties properties;

		private final ProblemClient all;

		private final List<ProblemClient> beans;

		/**
		 * The key is the client as the application has made it: the same object for each
		 * call.
		 */
		private final ConcurrentLruCache<ProblemClient, ProblemClient> completed = new ConcurrentLruCache<>(MAX_CLIENTS,
				this::completed);

		Clients(MishapClientProperties properties, List<ProblemClient> beans, String requestIdField,
				@Nullable ObservationRegistry observations) {
			this.properties = properties;
			this.beans = beans;
			this.all = properties.all()
				.client("")
				.requestIdField(requestIdField)
				.ownHosts(properties.ownHosts())
				.observationRegistry(observations)
				.build();
		}

		/** Returns what holds for services of which nothing is said. */
		ProblemClient all() {
			return this.all;
		}

		/** Returns the client of a group of HTTP interfaces. */
		ProblemClient named(String name) {
			for (ProblemClient bean : this.beans) {
				if (bean.name().equals(name)) {
					return complete(bean);
				}
			}
			return complete(ProblemClient.named(name));
		}

		/** Returns a client with everything that is said elsewhere of the service. */
		ProblemClient complete(ProblemClient client) {
			return this.completed.get(client);
		}

		private ProblemClient completed(ProblemClient client) {
			return this.properties.service(client.name()).client(client.name()).build().orElse(client).orElse(this.all);
		}

	}

}
