package dev.mishap.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.log.LogFormatUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpMessageConverterExtractor;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Lets a {@code RestClient} understand the errors of the service that it calls, by one
 * line: {@code RestClient.builder().apply(RestClientProblems.of("inventory"))}. It is the
 * status handler of last resort: {@code onStatus} of a call comes first, so does every
 * {@code defaultStatusHandler} of the builder, and what {@code exchange} returns is
 * nobody's to judge.
 *
 * @since 0.1.0
 */
public final class RestClientProblems implements Consumer<RestClient.Builder> {

	private static final Log logger = LogFactory.getLog(RestClientProblems.class);

	private static final SingletonSupplier<List<HttpMessageConverter<?>>> DEFAULT_CONVERTERS = SingletonSupplier
		.of(RestClientProblems::defaultConverters);

	private final ProblemClient client;

	/**
	 * Whether the client is for all calls of the builder, or for those without another.
	 */
	private final boolean chosen;

	/** What is configured for a client that an application has made. */
	private final UnaryOperator<ProblemClient> settings;

	private RestClientProblems(ProblemClient client, boolean chosen, UnaryOperator<ProblemClient> settings) {
		this.client = client;
		this.chosen = chosen;
		this.settings = settings;
	}

	/**
	 * Returns what a builder takes by {@code apply}.
	 * @param service the name of the service that is called
	 */
	public static RestClientProblems of(String service) {
		return of(ProblemClient.named(service));
	}

	/**
	 * Returns what a builder takes by {@code apply}.
	 * @param client what there is to know of the service that is called
	 */
	public static RestClientProblems of(ProblemClient client) {
		return new RestClientProblems(client, true, UnaryOperator.identity());
	}

	/**
	 * Returns what makes a builder of Spring Boot behave as if this module were not
	 * there.
	 */
	public static RestClientProblems off() {
		return of(ProblemClient.OFF);
	}

	/**
	 * Returns what is applied to many builders before it is known what they call: a
	 * client that is applied to one of them later, or that of a group, goes before.
	 * @param client what holds where nothing else is said
	 * @param settings completes a client that goes before
	 */
	public static RestClientProblems forAll(ProblemClient client, UnaryOperator<ProblemClient> settings) {
		return new RestClientProblems(client, false, settings);
	}

	private static List<HttpMessageConverter<?>> defaultConverters() {
		List<HttpMessageConverter<?>> converters = new ArrayList<>();
		HttpMessageConverters.forClient().registerDefaults().build().forEach(converters::add);
		return converters;
	}

	@Override
	public void accept(RestClient.Builder builder) {
		builder.defaultRequest((request) -> {
			if (this.chosen) {
				request.attribute(ProblemClient.ATTRIBUTE, this.client);
			}
			request.attribute(SpringsClient.SPEC_ATTRIBUTE, request);
			request.httpRequest(this::tellRequestId);
		});
		if (this.chosen || SpringsClient.isKnown()) {
			builder.defaultStatusHandler(HttpStatusCode::isError, new LastResort(this));
		}
		else {
			// nobody has chosen, and nobody's own handler may be lost
			logger.warn("The errors of other services are left to Spring, of whose version too little is known");
		}
	}

	/** The first one that is applied to a builder decides, as it does with answers. */
	private void tellRequestId(ClientHttpRequest request) {
		if (request.getAttributes().putIfAbsent(ProblemClient.DECIDED_ATTRIBUTE, true) != null) {
			return;
		}
		ProblemClient responsible = ProblemClient.of(request.getAttributes(), this.client, this.settings);
		String id = responsible.isOff() ? null : CurrentRequestId.get();
		if (id != null && responsible.tellsRequestId(request.getURI())
				&& !request.getHeaders().containsHeader(responsible.requestIdField())) {
			request.getHeaders().set(responsible.requestIdField(), id);
		}
	}

	private void handle(HttpRequest request, ClientHttpResponse response) throws IOException {
		Map<String, Object> attributes = request.getAttributes();
		if (SpringsClient.isHandledByOthers(attributes, LastResort.class, response,
				(handler, handle) -> handle.call(handler, request, response))) {
			return;
		}
		ProblemClient responsible = ProblemClient.of(attributes, this.client, this.settings);
		if (responsible.isOff()) {
			throw ofSpring(response, attributes);
		}
		BoundedBody body = new BoundedBody(responsible.maxBodySize());
		InputStream stream = response.getBody();
		if (stream != null) {
			body.read(stream, responsible.maxReadTime().toNanos());
		}
		body.check(response.getHeaders());
		UpstreamAnswer answer = new UpstreamAnswer(responsible, request, response.getStatusCode(),
				response.getStatusText(), response.getHeaders(), body);
		ObservationRegistry observations = responsible.observationRegistry();
		UpstreamLog.answered(answer);
		if (observations != null) {
			UpstreamLog.tell(observations.getCurrentObservation(), answer.problem().requestId(),
					answer.problem().code());
		}
		RuntimeException exception = responsible.boundException(answer, attributes);
		if (exception == null) {
			exception = responsible.isOwn() ? own(answer) : ofSpring(answer);
		}
		if (exception instanceof RestClientResponseException withBody) {
			withBody.setBodyConvertFunction(converter(answer, attributes));
		}
		throw exception;
	}

	private static RestClientResponseException own(UpstreamAnswer answer) {
		return answer.status().is4xxClientError() ? new UpstreamClientErrorException(answer)
				: new UpstreamServerErrorException(answer);
	}

	/** Returns the exception that Spring would have thrown, with our message. */
	private static RestClientResponseException ofSpring(UpstreamAnswer answer) {
		RestClientResponseException exception = create(answer.summary(), answer.status(), answer.statusText(),
				answer.headers(), answer.body(), answer.charset());
		AnswerNote.attach(answer, exception);
		return exception;
	}

	/** Returns the exception that Spring would have thrown, which it lets nobody make. */
	private static RestClientResponseException ofSpring(ClientHttpResponse response, Map<String, Object> attributes)
			throws IOException {
		byte[] body = allOf(response);
		HttpHeaders headers = response.getHeaders();
		Charset charset = (headers.getContentType() != null) ? headers.getContentType().getCharset() : null;
		String text = (body.length == 0) ? "[no body]" : LogFormatUtils
			.formatValue(new String(body, (charset != null) ? charset : StandardCharsets.UTF_8), -1, true);
		RestClientResponseException exception = create(
				response.getStatusCode().value() + " " + response.getStatusText() + ": " + text,
				response.getStatusCode(), response.getStatusText(), headers, body, charset);
		exception.setBodyConvertFunction(
				converter(response.getStatusCode(), response.getStatusText(), headers, body, attributes));
		return exception;
	}

	private static byte[] allOf(ClientHttpResponse response) {
		try (InputStream stream = response.getBody()) {
			return (stream != null) ? stream.readAllBytes() : new byte[0];
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

	private static RestClientResponseException create(String message, HttpStatusCode status, String statusText,
			HttpHeaders headers, byte[] body, @Nullable Charset charset) {
		return status.is4xxClientError()
				? HttpClientErrorException.create(message, status, statusText, headers, body, charset)
				: HttpServerErrorException.create(message, status, statusText, headers, body, charset);
	}

	private static Function<ResolvableType, @Nullable Object> converter(UpstreamAnswer answer,
			Map<String, Object> attributes) {
		return converter(answer.status(), answer.statusText(), answer.headers(), answer.body(), attributes);
	}

	private static Function<ResolvableType, @Nullable Object> converter(HttpStatusCode status, String statusText,
			HttpHeaders headers, byte[] body, Map<String, Object> attributes) {
		List<HttpMessageConverter<?>> ofClient = SpringsClient.converters(attributes);
		return (type) -> {
			try {
				List<HttpMessageConverter<?>> converters = (ofClient != null) ? ofClient : DEFAULT_CONVERTERS.obtain();
				return new HttpMessageConverterExtractor<>(type.getType(), converters)
					.extractData(new ReadResponse(status, statusText, headers, body));
			}
			catch (IOException ex) {
				throw new RestClientException("Error while extracting response for type [" + type + "]", ex);
			}
		};
	}

	/**
	 * Asked before handlers that are added later, it asks these first: Spring's own,
	 * which is the last, is the only one that it takes the place of.
	 */
	private record LastResort(RestClientProblems problems) implements RestClient.ResponseSpec.ErrorHandler {

		@Override
		public void handle(HttpRequest request, ClientHttpResponse response) throws IOException {
			this.problems.handle(request, response);
		}

	}

	/** Response whose body has been read. */
	private record ReadResponse(HttpStatusCode status, String statusText, HttpHeaders headers,
			byte[] body) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return this.status;
		}

		@Override
		public String getStatusText() {
			return this.statusText;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void close() {
		}

	}

}
