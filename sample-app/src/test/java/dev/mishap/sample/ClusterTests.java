package dev.mishap.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.mishap.sample.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Two instances and a real Redis. */
@Tag("acceptance")
@SuppressWarnings("NullAway.Init")
class ClusterTests {

	private static final String BATCH = "{\"texts\": [\"good\"]}";

	private static int redisPort;

	private static Process redis;

	private static ConfigurableApplicationContext oneContext;

	private static ConfigurableApplicationContext otherContext;

	private static Http one;

	private static Http other;

	@BeforeAll
	static void start() throws Exception {
		redisPort = freePort();
		startRedis();
		oneContext = instance();
		otherContext = instance();
		one = client(oneContext);
		other = client(otherContext);
	}

	/** Not one of those that connections get, which Redis may not get back. */
	private static int freePort() {
		return ThreadLocalRandom.current().ints(10_000, 30_000).filter(ClusterTests::isFree).findFirst().orElseThrow();
	}

	private static boolean isFree(int port) {
		try {
			new ServerSocket(port).close();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void startRedis() throws IOException {
		redis = new ProcessBuilder("redis-server", "--port", Integer.toString(redisPort), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no")
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		Waiting.until(ClusterTests::answers);
	}

	private static boolean answers() {
		try {
			new Socket("127.0.0.1", redisPort).close();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static ConfigurableApplicationContext instance() {
		return new SpringApplicationBuilder(SampleApplication.class).profiles("cluster")
			.run("--server.port=0", "--spring.data.redis.port=" + redisPort);
	}

	private static Http client(ConfigurableApplicationContext context) {
		var server = ((WebServerApplicationContext) context).getWebServer();
		return new Http((server != null) ? server.getPort() : 0);
	}

	@AfterAll
	static void stop() throws Exception {
		oneContext.close();
		otherContext.close();
		stopRedis();
	}

	private static void stopRedis() throws InterruptedException {
		redis.destroy();
		assertThat(redis.waitFor(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void instancesCountTogether() {
		String token = one.bearer(UUID.randomUUID().toString(), "");
		for (int i = 0; i < 20; i++) {
			assertThat(ask((i % 2 == 0) ? one : other, token).status()).isEqualTo(200);
		}
		assertThat(ask(one, token)).isProblem(429, "TOO_MANY_REQUESTS").hasHeaderMatching("Retry-After", "[1-9][0-9]?");
		assertThat(ask(other, token)).isProblem(429, "TOO_MANY_REQUESTS")
			.hasHeaderMatching("RateLimit", "\"llm\";r=0;.*");
	}

	private static Http.Answer ask(Http instance, String token) {
		return instance.postJson("/llm", "{\"prompt\": \"hello\"}", "Authorization", token);
	}

	@Test
	void jobIsPolledAtTheOtherInstance() {
		String self = one.postJson("/jobs", BATCH).header("Location");
		Waiting.until(() -> other.get(self).member("state").equals("succeeded"));
		assertThat(other.get(self).json()).isEqualTo(one.get(self).json());
	}

	@Test
	void keyHoldsAtTheOtherInstance() {
		String key = UUID.randomUUID().toString();
		Http.Answer first = one.postJson("/jobs", BATCH, "Idempotency-Key", key);
		Http.Answer again = other.postJson("/jobs", BATCH, "Idempotency-Key", key);
		assertThat(again.status()).isEqualTo(202);
		assertThat(again.member("id")).isEqualTo(first.member("id"));
		assertThat(other.postJson("/jobs", "{\"texts\": [\"bad\"]}", "Idempotency-Key", key)).isProblem(422,
				"IDEMPOTENCY_KEY_REUSED");
	}

	@Test
	void withoutRedisClientsAreAskedToComeBack() throws Exception {
		String token = one.bearer(UUID.randomUUID().toString(), "");
		stopRedis();
		try {
			assertThat(ask(one, token)).isProblem(503, "STORE_UNAVAILABLE").hasHeader("Retry-After", "5");
			assertThat(other.postJson("/jobs", BATCH)).isProblem(503, "STORE_UNAVAILABLE")
				.hasHeader("Retry-After", "5");
			assertThat(other.get("/jobs/none")).isProblem(503, "STORE_UNAVAILABLE").hasHeader("Retry-After", "5");
			assertThat(one.postJson("/v1/predict", "{\"text\": \"good\"}").status()).isEqualTo(200);
		}
		finally {
			startRedis();
		}
		Waiting.until(() -> ask(one, token).status() == 200 && other.postJson("/jobs", BATCH).status() == 202);
	}

}
