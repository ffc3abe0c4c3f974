package dev.mishap.internal.servlet.webmvc;

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
 * Refuses text that is still zipped. Any other converter fails at it; that for text makes
 * a string of whatever comes.
 */
@ControllerAdvice
public final class ZippedTextAdvice extends RequestBodyAdviceAdapter {

	private static final char MAGIC = '\u001f';

	/** The second byte in the encodings that have it, and what stands for it in UTF-8. */
	private static final String MAGIC_SECOND = "\u008b\ufffd\u2039";

	@Override
	public boolean supports(MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return StringHttpMessageConverter.class.isAssignableFrom(converterType);
	}

	@Override
	public Object afterBodyRead(Object body, HttpInputMessage message, MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		if (body instanceof String text && isZipped(text)
				&& message.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING) != null) {
			throw new HttpMessageNotReadableException("Nobody has undone the Content-Encoding", message);
		}
		return body;
	}

	private static boolean isZipped(String text) {
		return text.length() > 1 && text.charAt(0) == MAGIC && MAGIC_SECOND.indexOf(text.charAt(1)) >= 0;
	}

}
