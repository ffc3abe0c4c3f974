package dev.mishap.client;

import java.util.function.Supplier;

import org.apache.hc.client5.http.impl.classic.HttpClients;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** The clients that there are, with the libraries that they can stand on. */
enum Caller {

	REST_JDK(JdkClientHttpRequestFactory::new, null),

	REST_SIMPLE(SimpleClientHttpRequestFactory::new, null),

	REST_APACHE(Caller::apache, null),

	REST_JETTY(Caller::jetty, null),

	REST_REACTOR(ReactorClientHttpRequestFactory::new, null),

	WEB_JDK(null, JdkClientHttpConnector::new),

	WEB_REACTOR(null, ReactorClientHttpConnector::new);

	/** Client whose exceptions say themselves what the answer says. */
	static final ProblemClient OWN = ProblemClient.builder("inventory")
		.exceptions(ProblemClient.Exceptions.OWN)
		.build();

	private final Supplier<ClientHttpRequestFactory> factory;

	private final Supplier<ClientHttpConnector> connector;

	private ClientHttpRequestFactory madeFactory;

	private ClientHttpConnector madeConnector;

	Caller(Supplier<ClientHttpRequestFactory> factory, Supplier<ClientHttpConnector> connector) {
		this.factory = factory;
		this.connector = connector;
	}

	/** Without the repetitions that Apache's client makes by itself. */
	private static ClientHttpRequestFactory apache() {
		return new HttpComponentsClientHttpRequestFactory(HttpClients.custom().disableAutomaticRetries().build());
	}

	private static ClientHttpRequestFactory jetty() {
		JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory();
		try {
			factory.afterPropertiesSet();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return factory;
	}

	synchronized RestClient.Builder rest() {
		if (this.madeFactory == null) {
			this.madeFactory = this.factory.get();
		}
		return RestClient.builder().requestFactory(this.madeFactory);
	}

	synchronized WebClient.Builder web() {
		if (this.madeConnector == null) {
			this.madeConnector = this.connector.get();
		}
		return WebClient.builder().clientConnector(this.madeConnector);
	}

	/** Calls a service by a client that is set up, and returns what is thrown. */
	Throwable call(ProblemClient client, HttpMethod method, String url) {
		try {
			if (this.factory != null) {
				rest().apply(RestClientProblems.of(client))
					.build()
					.method(method)
					.uri(url)
					.retrieve()
					.body(String.class);
			}
			else {
				web().apply(WebClientProblems.of(client))
					.build()
					.method(method)
					.uri(url)
					.retrieve()
					.bodyToMono(String.class)
					.block();
			}
		}
		catch (Exception ex) {
			return ex;
		}
		throw new AssertionError("there was no error");
	}

	/** Calls a service that is known to answer with an error, for exceptions of ours. */
	UpstreamFailure failure(String url) {
		Throwable thrown = call(OWN, HttpMethod.GET, url);
		if (thrown instanceof UpstreamFailure failure) {
			return failure;
		}
		throw new AssertionError("no UpstreamFailure: " + thrown, thrown);
	}

	boolean isRest() {
		return this.factory != null;
	}

}
