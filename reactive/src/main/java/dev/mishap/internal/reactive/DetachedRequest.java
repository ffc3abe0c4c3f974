package dev.mishap.internal.reactive;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;

/**
 * Request that nobody has sent: for code that is to be asked what it would do with one.
 */
public final class DetachedRequest extends AbstractServerHttpRequest {

	private DetachedRequest(HttpMethod method, String basePath, String path) {
		super(method, URI.create("http://localhost" + basePath + path), basePath, accept());
	}

	/**
	 * Returns an exchange with such a request, whose response leads nowhere.
	 * @param method the method
	 * @param basePath the base path of the application, empty if there is none
	 * @param path the path below
	 * @throws IllegalArgumentException if the path is none
	 */
	public static ServerWebExchange exchange(HttpMethod method, String basePath, String path) {
		return new DefaultServerWebExchange(new DetachedRequest(method, basePath, path), new DetachedResponse(),
				new DefaultWebSessionManager(), ServerCodecConfigurer.create(),
				new AcceptHeaderLocaleContextResolver());
	}

	private static HttpHeaders accept() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.ACCEPT, "text/html,*/*");
		return headers;
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		return null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeRequest() {
		return (T) this;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.empty();
	}

}
