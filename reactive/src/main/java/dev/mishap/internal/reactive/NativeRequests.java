package dev.mishap.internal.reactive;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.function.Supplier;

import dev.mishap.internal.Causes;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;

/** What only the server below WebFlux knows of a request. */
final class NativeRequests {

	private static final boolean NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private NativeRequests() {
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, NativeRequests.class.getClassLoader());
	}

	/** Returns whether connections are managed by header fields. */
	static boolean isHttp1(ServerHttpRequest request) {
		Object server = ofServer(request);
		if (NETTY && server instanceof HttpServerRequest netty) {
			return netty.version().majorVersion() < 2;
		}
		return !SERVLET || !(server instanceof HttpServletRequest servlet)
				|| servlet.getProtocol().startsWith("HTTP/1.");
	}

	/**
	 * Returns whether an exception only says that the client has left. It does not say of
	 * which connection it is: one that is still there has not been left.
	 */
	static boolean isClientGone(Throwable exception, ServerHttpResponse response) {
		return NETTY && Netty.isClosed(ofServer(response)) && Causes.find(exception, Netty::isOfConnection) != null;
	}

	/**
	 * Returns whether an exception only says that the server has refused the request
	 * while it was handled, as it does with a body that it cannot take apart.
	 */
	static boolean isRefused(Throwable exception) {
		return NETTY && Causes.find(exception, Netty::isSentAlready) != null;
	}

	/**
	 * Ends a response that is not whole, so that the client sees it. Reactor Netty closes
	 * the connection by itself, and logs each time what is logged already. Where WebFlux
	 * counts a response as committed of which the server has sent nothing yet, the server
	 * answers with status 500 and without a body.
	 */
	static Mono<Void> cut(ServerHttpResponse response, Throwable exception) {
		return NETTY ? Netty.cut(ofServer(response), exception) : Mono.error(exception);
	}

	static @Nullable Object ofServer(ServerHttpRequest request) {
		ServerHttpRequest inner = request;
		while (inner instanceof ServerHttpRequestDecorator decorator) {
			inner = decorator.getDelegate();
		}
		return (inner instanceof AbstractServerHttpRequest proper) ? unlessMock(proper::getNativeRequest) : null;
	}

	static @Nullable Object ofServer(ServerHttpResponse response) {
		ServerHttpResponse inner = response;
		while (inner instanceof ServerHttpResponseDecorator decorator) {
			inner = decorator.getDelegate();
		}
		return (inner instanceof AbstractServerHttpResponse proper) ? unlessMock(proper::getNativeResponse) : null;
	}

	/** Below requests and responses of tests there is no server, and they say so. */
	private static @Nullable Object unlessMock(Supplier<Object> below) {
		try {
			return below.get();
		}
		catch (IllegalStateException ignored) {
			return null;
		}
	}

	/** With Reactor Netty. */
	private static final class Netty {

		private static final List<String> SENT_ALREADY = List.of("Status and headers already sent",
				"request not parsed");

		static boolean isClosed(@Nullable Object response) {
			boolean[] closed = new boolean[1];
			if (response instanceof HttpServerResponse netty) {
				netty.withConnection((connection) -> closed[0] = !connection.channel().isActive());
			}
			return closed[0];
		}

		/**
		 * There is no class of its own for it. A trace is made when it is asked for, and
		 * is a sixth of what an answer allocates, so that it comes last.
		 */
		static boolean isSentAlready(Throwable exception) {
			if (exception.getClass() != IllegalStateException.class) {
				return false;
			}
			String message = exception.getMessage();
			if (message == null || !SENT_ALREADY.contains(message)) {
				return false;
			}
			StackTraceElement[] trace = exception.getStackTrace();
			return trace.length > 0 && trace[0].getClassName().equals("reactor.netty.http.server.HttpServerOperations");
		}

		static Mono<Void> cut(@Nullable Object response, Throwable exception) {
			if (!(response instanceof HttpServerResponse netty)) {
				return Mono.error(exception);
			}
			if (!netty.hasSentHeaders()) {
				netty.responseHeaders()
					.remove(HttpHeaders.CONTENT_TYPE)
					.remove(HttpHeaders.CONTENT_ENCODING)
					.remove(HttpHeaders.CONTENT_LANGUAGE)
					.set(HttpHeaders.CONTENT_LENGTH, 0);
				return Mono.error(exception);
			}
			return Mono.create((sink) -> netty.withConnection((connection) -> {
				Channel channel = connection.channel();
				channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
					.addListener((written) -> channel.close().addListener((closed) -> sink.error(exception)));
			}));
		}

		static boolean isOfConnection(Throwable exception) {
			return exception instanceof AbortedException || exception instanceof ClosedChannelException
					|| exception.getClass() == IOException.class
					|| exception.getClass().getName().startsWith("io.netty.channel.");
		}

	}

}
