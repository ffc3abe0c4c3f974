package dev.mishap.benchmarks.jmh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.mishap.client.RestClientProblems;
import dev.mishap.client.UpstreamProblem;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/** A {@code RestClient} is answered with a problem of 400 bytes, without a network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClientBenchmark {

	private static final byte[] PROBLEM = """
			{"type":"about:blank","title":"Unprocessable Content","status":422,\
			"detail":"The request can be read, but parts of it do not fit. See errors.",\
			"code":"VALIDATION_FAILED","request_id":"req_01M82AZCMZEJPVN0ENHPB3GZ00","errors":[\
			{"pointer":"#/max_labels","code":"MAX","detail":"This has to be at most 3.","max":3},\
			{"pointer":"#/text","code":"NOT_BLANK","detail":"This must not be blank."}],"help":"/#c422"}"""
		.getBytes(StandardCharsets.UTF_8);

	private final RestClient spring = RestClient.builder().requestFactory(Request::new).build();

	private final RestClient mishap = RestClient.builder()
		.requestFactory(Request::new)
		.apply(RestClientProblems.of("inventory"))
		.build();

	/** Spring's exception, with the body in its message. */
	@Benchmark
	public @Nullable Object springThrows() {
		try {
			return this.spring.get().uri("/").retrieve().toBodilessEntity();
		}
		catch (RestClientResponseException ex) {
			return ex;
		}
	}

	/** The same, and its body as a ProblemDetail. */
	@Benchmark
	public @Nullable Object springThrowsAndReads() {
		try {
			return this.spring.get().uri("/").retrieve().toBodilessEntity();
		}
		catch (RestClientResponseException ex) {
			ProblemDetail problem = ex.getResponseBodyAs(ProblemDetail.class);
			return (problem != null) ? problem.getTitle() : null;
		}
	}

	/** The same exception by our handler, and the code of its problem. */
	@Benchmark
	public @Nullable Object mishapThrowsAndReads() {
		try {
			return this.mishap.get().uri("/").retrieve().toBodilessEntity();
		}
		catch (RestClientResponseException ex) {
			return UpstreamProblem.of(ex).code();
		}
	}

	/** Request that is answered at once. */
	private static final class Request implements ClientHttpRequest {

		private final URI uri;

		private final HttpMethod method;

		private final HttpHeaders headers = new HttpHeaders();

		private final Map<String, Object> attributes = new HashMap<>();

		private Request(URI uri, HttpMethod method) {
			this.uri = uri;
			this.method = method;
		}

		@Override
		public ClientHttpResponse execute() {
			return new Response();
		}

		@Override
		public OutputStream getBody() {
			return new ByteArrayOutputStream();
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

	/** The problem. */
	private static final class Response implements ClientHttpResponse {

		private final HttpHeaders headers = new HttpHeaders();

		private final InputStream body = new ByteArrayInputStream(PROBLEM);

		Response() {
			this.headers.set("Content-Type", "application/problem+json");
			this.headers.set("Content-Length", Integer.toString(PROBLEM.length));
			this.headers.set("X-Request-Id", "req_01M82AZCMZEJPVN0ENHPB3GZ00");
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.UNPROCESSABLE_CONTENT;
		}

		@Override
		public String getStatusText() {
			return "Unprocessable Content";
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return this.body;
		}

		@Override
		public void close() {
		}

	}

}
