package dev.mishap.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** A server that stops, but first lets the requests end that it has. */
class GracefulShutdownTests {

	private static final String REQUEST = "GET /open/throws HTTP/1.1\r\nHost: localhost\r\n\r\n";

	@Test
	void requestInFlightOnTomcatGetsItsProblemAndNoOtherIsTaken() throws Exception {
		shutDown(FailingApplication.class, GracefulShutdownTests::isClosedWithoutAWord);
	}

	/** Jetty closes idle connections too, but a request may come before. */
	@Test
	void requestOnAConnectionThatJettyHasGetsItsProblemOrNothing() throws Exception {
		shutDown(FailingOnJetty.class, GracefulShutdownTests::isProblemOrClosedWithoutAWord);
	}

	private static void shutDown(Class<?> application, ThrowingConsumer<Socket> idleConnection) throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(application, Holding.class)
			.run("--server.port=0", "--server.shutdown=graceful", "--" + Without.SECURITY);
		try (context) {
			Holding holding = context.getBean(Holding.class);
			RawHttp http = new RawHttp(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			try (Socket idle = http.open(); Socket busy = http.open()) {
				Assertions.assertThat(send(idle, REQUEST).status()).isEqualTo(500);
				write(busy, REQUEST.replace("/open/throws", "/held"));
				Assertions.assertThat(holding.entered.await(30, TimeUnit.SECONDS)).isTrue();
				CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isRefused(http));
				Assertions.assertThat(closed).isNotDone();
				idleConnection.accept(idle);
				holding.release.countDown();
				assertThat(RawHttp.read(busy, false)).isProblem(500, "INTERNAL_ERROR");
				closed.get(30, TimeUnit.SECONDS);
			}
		}
	}

	private static boolean isRefused(RawHttp http) {
		try (Socket socket = http.open()) {
			return !socket.isConnected();
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static void isClosedWithoutAWord(Socket socket) throws IOException {
		try {
			Assertions.assertThat(send(socket, REQUEST).status()).isZero();
		}
		catch (java.net.SocketException ignored) {
			// closed already, before the request came
		}
	}

	private static void isProblemOrClosedWithoutAWord(Socket socket) throws IOException {
		try {
			RawHttp.Answer answer = send(socket, REQUEST);
			if (answer.status() != 0) {
				assertThat(answer).isProblem(500, "INTERNAL_ERROR");
			}
		}
		catch (java.net.SocketException ignored) {
			// closed already, before the request came
		}
	}

	private static RawHttp.Answer send(Socket socket, String request) throws IOException {
		write(socket, request);
		return RawHttp.read(socket, false);
	}

	private static void write(Socket socket, String request) throws IOException {
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
	}

	@RestController
	static class Holding {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		@GetMapping("/held")
		String held() throws InterruptedException {
			this.entered.countDown();
			this.release.await(30, TimeUnit.SECONDS);
			throw new IllegalStateException("s3cr3t");
		}

	}

}
