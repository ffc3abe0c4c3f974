package dev.mishap.client;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Decoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Lets a {@code WebClient} understand the errors of the service that it calls, by one
 * line: {@code WebClient.builder().apply(WebClientProblems.of("inventory"))}. It is the
 * status handler of last resort: {@code onStatus} of a call comes first, and what
 * {@code exchangeToMono} returns is nobody's to judge.
 *
 * @since 0.1.0
 */
public final class WebClientProblems implements Consumer<WebClient.Builder> {

	private final ProblemClient client;

	/**
	 * Whether the client is for all calls of the builder, or for those without another.
	 */
	private final boolean chosen;

	/** What is configured for a client that an application has made. */
	private final UnaryOperator<ProblemClient> settings;

	private WebClientProblems(ProblemClient client, boolean chosen, UnaryOperator<ProblemClient> settings) {
		this.client = client;
		this.chosen = chosen;
		this.settings = settings;
	}

	/**
	 * Returns what a builder takes by {@code apply}.
	 * @param service the name of the service that is called
	 */
	public static WebClientProblems of(String service) {
		return of(ProblemClient.named(service));
	}

	/**
	 * Returns what a builder takes by {@code apply}.
	 * @param client what there is to know of the service that is called
	 */
	public static WebClientProblems of(ProblemClient client) {
		return new WebClientProblems(client, true, UnaryOperator.identity());
	}

	/**
	 * Returns what makes a builder of Spring Boot behave as if this module were not
	 * there.
	 */
	public static WebClientProblems off() {
		return of(ProblemClient.OFF);
	}

	/**
	 * Returns what is applied to many builders before it is known what they call: a
	 * client that is applied to one of them later, or that of a group, goes before.
	 * @param client what holds where nothing else is said
	 * @param settings completes a client that goes before
	 */
	public static WebClientProblems forAll(ProblemClient client, UnaryOperator<ProblemClient> settings) {
		return new WebClientProblems(client, false, settings);
	}

	@Override
	public void accept(WebClient.Builder builder) {
		if (this.chosen) {
			builder.defaultRequest((request) -> request.attribute(ProblemClient.ATTRIBUTE, this.client));
		}
		builder.filter(this::exchange);
		// not a method reference to isError: builders keep handlers by their predicate
		builder.defaultStatusHandler((status) -> status.isError(), this::handle);
	}

	/** The first one that is applied to a builder decides, as it does with answers. */
	private Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next) {
		if (request.attributes().containsKey(ProblemClient.DECIDED_ATTRIBUTE)) {
			return next.exchange(request);
		}
		ProblemClient responsible = ProblemClient.of(request.attributes(), this.client, this.settings);
		if (responsible.isOff()) {
			return next.exchange(ClientRequest.from(request).attribute(ProblemClient.DECIDED_ATTRIBUTE, true).build());
		}
		return Mono.deferContextual((context) -> {
			boolean tells = responsible.tellsRequestId(request.url())
					&& !request.headers().containsHeader(responsible.requestIdField());
			String id = tells ? requestId(context) : null;
			ClientRequest.Builder decided = ClientRequest.from(request)
				.attribute(ProblemClient.DECIDED_ATTRIBUTE, true);
			ClientRequest telling = ((id != null) ? decided.header(responsible.requestIdField(), id) : decided).build();
			return next.exchange(telling).map((response) -> answered(response, responsible, context));
		});
	}

	/**
	 * The span ends before the body is read: it can have what is in the header fields.
	 */
	private static ClientResponse answered(ClientResponse response, ProblemClient responsible, ContextView context) {
		if (!response.statusCode().isError()) {
			return response;
		}
		if (responsible.observationRegistry() != null && context.hasKey(ObservationThreadLocalAccessor.KEY)
				&& context.get(ObservationThreadLocalAccessor.KEY) instanceof Observation observation) {
			UpstreamLog.tell(observation, ProblemReader.requestId(response.headers().asHttpHeaders()), null);
		}
		return readable(response);
	}

	/**
	 * Takes a media type that is none from an error: Spring would look at it before it
	 * asks any status handler, and throw that it is none.
	 */
	private static ClientResponse readable(ClientResponse response) {
		try {
			response.headers().contentType();
			return response;
		}
		catch (InvalidMediaTypeException ex) {
			return response.mutate().headers((headers) -> headers.remove(HttpHeaders.CONTENT_TYPE)).build();
		}
	}

	private static @Nullable String requestId(ContextView context) {
		if (context.hasKey(CurrentRequestId.CONTEXT_KEY)
				&& context.get(CurrentRequestId.CONTEXT_KEY) instanceof String id && ProblemReader.isSafe(id)) {
			return id;
		}
		return CurrentRequestId.get();
	}

	private Mono<? extends Throwable> handle(ClientResponse response) {
		HttpRequest request = response.request();
		Map<String, Object> attributes = request.getAttributes();
		ProblemClient responsible = ProblemClient.of(attributes, this.client, this.settings);
		if (responsible.isOff()) {
			return response.createException();
		}
		return Mono.defer(() -> {
			BoundedBody body = new BoundedBody(responsible.maxBodySize());
			return response.body(BodyExtractors.toDataBuffers())
				.map((buffer) -> add(body, buffer))
				.takeWhile((more) -> more)
				.then()
				.take(responsible.maxReadTime())
				.onErrorResume((ex) -> !(ex instanceof Error), (ex) -> {
					body.breakOff();
					return Mono.empty();
				})
				.then(Mono.fromSupplier(() -> exception(response, request, body, responsible)));
		});
	}

	private static boolean add(BoundedBody body, DataBuffer buffer) {
		try {
			boolean more = true;
			try (DataBuffer.ByteBufferIterator pieces = buffer.readableByteBuffers()) {
				while (more && pieces.hasNext()) {
					ByteBuffer piece = pieces.next();
					more = body.add(piece);
				}
			}
			return more;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private static Throwable exception(ClientResponse response, HttpRequest request, BoundedBody body,
			ProblemClient responsible) {
		HttpStatusCode status = response.statusCode();
		body.check(response.headers().asHttpHeaders());
		UpstreamAnswer answer = new UpstreamAnswer(responsible, request, status, UpstreamAnswer.phrase(status),
				response.headers().asHttpHeaders(), body);
		UpstreamLog.answered(answer);
		RuntimeException exception = responsible.boundException(answer, request.getAttributes());
		if (exception == null) {
			exception = responsible.isSpring() ? WebClientResponseException.create(status, answer.statusText(),
					answer.headers(), answer.body(), answer.charset(), request)
					: new UpstreamWebClientException(answer);
		}
		if (exception instanceof WebClientResponseException withBody) {
			withBody.setBodyDecodeFunction(decoder(response, answer.body()));
		}
		return exception;
	}

	/** Does what Spring does, which lets nobody use it for another exception. */
	private static Function<ResolvableType, @Nullable Object> decoder(ClientResponse response, byte[] body) {
		return (type) -> {
			if (body.length == 0) {
				return null;
			}
			MediaType contentType = response.headers().contentType().orElse(null);
			for (HttpMessageReader<?> reader : response.strategies().messageReaders()) {
				if (reader.canRead(type, contentType) && reader instanceof DecoderHttpMessageReader<?> decoding) {
					Decoder<?> decoder = decoding.getDecoder();
					return decoder.decode(DefaultDataBufferFactory.sharedInstance.wrap(body), type, null, Map.of());
				}
			}
			throw new IllegalStateException("No suitable decoder");
		};
	}

}
