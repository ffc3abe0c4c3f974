package dev.mishap.internal.reactive;

import java.util.List;
import java.util.function.Supplier;

import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.ReturnedDetails;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** Completes the problems that handlers return before they are written. */
public final class ReturnedDetailWriter extends OutermostWriter<ProblemDetail> {

	private final Supplier<ReturnedDetails> details;

	/**
	 * Creates the writer.
	 * @param details completes problems
	 * @param writers returns all writers of the application, this one possibly among them
	 */
	public ReturnedDetailWriter(Supplier<ReturnedDetails> details, Supplier<List<HttpMessageWriter<?>>> writers) {
		super(ProblemDetail.class, writers);
		this.details = Loader.once(details);
	}

	/** Of several problems each is a value like any other, not what the answer says. */
	@Override
	Publisher<? extends ProblemDetail> before(Publisher<? extends ProblemDetail> body, ServerHttpRequest request,
			ServerHttpResponse response) {
		ProblemResponse watched = ProblemResponse.in(response);
		return (watched != null && body instanceof Mono<? extends ProblemDetail> one)
				? one.map((detail) -> complete(detail, watched.failed(), response.getHeaders())) : body;
	}

	private ProblemDetail complete(ProblemDetail detail, ReactiveProblemRequest failed, HttpHeaders headers) {
		return ReturnedDetails.isError(detail) ? this.details.get().complete(detail, failed, headers) : detail;
	}

}
