package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.reflect.Type;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses a body that is read as text and still zipped. Any other converter fails to read
 * it; the one for text makes a string of any bytes.
 */
@ControllerAdvice
public final class ZippedBodies extends RequestBodyAdviceAdapter {

	/** RFC 1952, section 2.3.1. */
	private static final byte[] MAGIC = { 0x1f, (byte) 0x8b };

	@Override
	public boolean supports(MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return StringHttpMessageConverter.class.isAssignableFrom(converterType);
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
		if (message.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING) == null) {
			return message;
		}
		PushbackInputStream body = new PushbackInputStream(message.getBody(), MAGIC.length);
		byte[] start = body.readNBytes(MAGIC.length);
		if (start.length == MAGIC.length && start[0] == MAGIC[0] && start[1] == MAGIC[1]) {
			throw new HttpMessageNotReadableException("Nobody has undone the Content-Encoding", message);
		}
		body.unread(start);
		return new ReadMessage(message.getHeaders(), body);
	}

	/**
	 * Message whose first bytes were looked at.
	 *
	 * @param getHeaders the header fields
	 * @param getBody the body, all of it
	 */
	private record ReadMessage(HttpHeaders getHeaders, InputStream getBody) implements HttpInputMessage {
	}

}
