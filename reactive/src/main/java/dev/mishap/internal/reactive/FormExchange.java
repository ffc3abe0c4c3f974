package dev.mishap.internal.reactive;

import dev.mishap.internal.HeaderFields;
import reactor.core.publisher.Mono;

import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.ServerWebInputException;

/**
 * Exchange of a request with a form. WebFlux wraps what codecs fail with for other
 * bodies, but not for forms: there the exception of the codec comes out as it is.
 */
final class FormExchange extends ServerWebExchangeDecorator {

	private static final String TOO_MANY_PARTS = "Too many parts";

	private FormExchange(ServerWebExchange delegate) {
		super(delegate);
	}

	/** Returns the exchange, in one of these if its body is a form. */
	static ServerWebExchange around(ServerWebExchange exchange) {
		String type = exchange.getRequest().getHeaders().getFirst("Content-Type");
		boolean form = HeaderFields.isMediaType(type, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
				|| HeaderFields.isMediaType(type, "multipart/");
		return form ? new FormExchange(exchange) : exchange;
	}

	@Override
	public Mono<MultiValueMap<String, String>> getFormData() {
		return super.getFormData().onErrorMap(FormExchange::ofClient);
	}

	@Override
	public Mono<MultiValueMap<String, Part>> getMultipartData() {
		return super.getMultipartData().onErrorMap(FormExchange::ofClient);
	}

	private static Throwable ofClient(Throwable exception) {
		String message = exception.getMessage();
		if (exception instanceof DataBufferLimitException || (message != null && message.startsWith(TOO_MANY_PARTS))) {
			return new ContentTooLargeException(exception);
		}
		return (exception instanceof DecodingException)
				? new ServerWebInputException("The form cannot be read", null, exception) : exception;
	}

}
