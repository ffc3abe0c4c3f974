package dev.mishap.client;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.mishap.internal.RequestIds;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.UnknownHttpStatusCodeException;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * Lets a {@code WebClient} understand the errors of the service that it calls, by one
 * line: {@code WebClient.builder().apply(WebClientProblems.of("inventory"))}. It takes
 * the place of {@code ClientResponse.createException}, which Spring asks last: status
 * handlers of a call or of the builder come first, and what {@code exchangeToMono}
 * returns is nobody's to judge.
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
		builder.filters((filters) -> {
			// the outermost one decides, and that of all knows most; what other filters
			// make
			// of a response must not hide ours
			if (!this.chosen || filters.stream().noneMatch(Outermost.class::isInstance)) {
				filters.add(0, new Outermost(this));
			}
		});
	}

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
			return next.exchange(telling).map((response) -> answered(response, request, responsible, context));
		});
	}

	/**
	 * The span ends before the body is read: it can have what is in the header fields.
	 */
	private static ClientResponse answered(ClientResponse response, ClientRequest request, ProblemClient responsible,
			ContextView context) {
		if (!response.statusCode().isError()) {
			return response;
		}
		if (responsible.observationRegistry() != null && context.hasKey(ObservationThreadLocalAccessor.KEY)
				&& context.get(ObservationThreadLocalAccessor.KEY) instanceof Observation observation) {
			UpstreamLog.tell(observation, ProblemReader.requestId(response.headers().asHttpHeaders()), null);
		}
		return new Answered(readable(response), request.attributes(), responsible);
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
				&& context.get(CurrentRequestId.CONTEXT_KEY) instanceof String id && RequestIds.isSafe(id)) {
			return id;
		}
		return CurrentRequestId.get();
	}

	private static Mono<WebClientResponseException> exception(ClientResponse response, Map<String, Object> attributes,
			ProblemClient responsible) {
		return Mono.defer(() -> {
			BoundedBody body = new BoundedBody(responsible.maxBodySize());
			return response.body(BodyExtractors.toDataBuffers())
				.map((buffer) -> add(body, buffer))
				.takeWhile((more) -> more)
				.then()
				.takeUntilOther(Mono.delay(responsible.maxReadTime()).doOnNext((late) -> body.cut()))
				.onErrorResume((ex) -> !(ex instanceof Error), (ex) -> {
					body.breakOff();
					return Mono.empty();
				})
				.then(Mono.fromSupplier(() -> exception(response, attributes, body, responsible)))
				.flatMap((exception) -> (exception instanceof WebClientResponseException general) ? Mono.just(general)
						: Mono.error(exception));
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

	private static RuntimeException exception(ClientResponse response, Map<String, Object> attributes, BoundedBody body,
			ProblemClient responsible) {
		HttpRequest request = response.request();
		HttpStatusCode status = response.statusCode();
		body.check(response.headers().asHttpHeaders());
		UpstreamAnswer answer = new UpstreamAnswer(responsible, request, status, UpstreamAnswer.phrase(status),
				response.headers().asHttpHeaders(), body);
		UpstreamLog.answered(answer);
		RuntimeException exception = responsible.boundException(answer, attributes);
		if (exception == null) {
			exception = responsible.isOwn() ? new UpstreamWebClientException(answer) : ofSpring(answer, request);
		}
		if (exception instanceof WebClientResponseException withBody) {
			withBody.setBodyDecodeFunction(decoder(response, answer.body()));
		}
		return exception;
	}

	/** Returns the exception that Spring would have made. */
	private static WebClientResponseException ofSpring(UpstreamAnswer answer, HttpRequest request) {
		HttpStatusCode status = answer.status();
		WebClientResponseException exception = (status instanceof HttpStatus)
				? WebClientResponseException.create(status, answer.statusText(), answer.headers(), answer.body(),
						answer.charset(), request)
				: new UnknownHttpStatusCodeException(status, answer.headers(), answer.body(), answer.charset(),
						request);
		AnswerNote.attach(answer, exception);
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

	/** Filter of this class, to be found among others. */
	private record Outermost(WebClientProblems problems) implements ExchangeFilterFunction {

		@Override
		public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
			return this.problems.exchange(request, next);
		}

	}

	/**
	 * An error, which is asked for its exception where no status handler of the
	 * application is there for it, or by one that is.
	 */
	private static final class Answered extends ClientResponseWrapper {

		private final Map<String, Object> attributes;

		private final ProblemClient responsible;

		Answered(ClientResponse response, Map<String, Object> attributes, ProblemClient responsible) {
			super(response);
			this.attributes = attributes;
			this.responsible = responsible;
		}

		@Override
		public Mono<WebClientResponseException> createException() {
			return exception(response(), this.attributes, this.responsible);
		}

		@Override
		public <T> Mono<T> createError() {
			return createException().flatMap(Mono::error);
		}

	}

}
