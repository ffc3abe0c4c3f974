package dev.mishap.reactive;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.mishap.testing.Without;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** HTTP/2 within TLS. */
@SpringBootTest(classes = ReactiveApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.TRACE_BUDGET,
				ReactiveApplication.NO_SECURITY, "server.http2.enabled=true",
				"server.ssl.key-store-password=" + ReactiveTlsTests.PASSWORD })
class ReactiveTlsTests extends ReactiveHttp2Contract {

	static final String PASSWORD = "for-this-test";

	@TempDir
	static Path folder;

	@LocalServerPort
	private int port;

	/** The JDK makes a key that nobody else has seen. */
	@DynamicPropertySource
	static void key(DynamicPropertyRegistry properties) throws IOException, InterruptedException {
		Path store = folder.resolve("server.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12",
				"-keystore", store.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start();
		assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(keytool.exitValue()).isZero();
		properties.add("server.ssl.key-store", store::toString);
	}

	@Override
	NettyHttp2 http2() {
		return NettyHttp2.secure(this.port);
	}

	@Override
	Socket connection() throws IOException {
		return NettyHttp2.secureConnection(this.port);
	}

}
