package dev.mishap.sample;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.mishap.sample.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Two instances: one takes the orders, the other has the stock. */
@SuppressWarnings("NullAway.Init")
class OrderTests {

	private static ConfigurableApplicationContext stock;

	private static ConfigurableApplicationContext orders;

	private static Http atStock;

	private static Http atOrders;

	@BeforeAll
	static void start() {
		// an instance that gives its own IDs, so that there are two of them
		stock = start("mishap.request-id.trust-inbound=false");
		orders = start("sample.stock.url=http://localhost:" + port(stock));
		atStock = new Http(port(stock));
		atOrders = new Http(port(orders));
	}

	@AfterAll
	static void stop() {
		orders.close();
		stock.close();
	}

	private static ConfigurableApplicationContext start(String property) {
		return new SpringApplicationBuilder(SampleApplication.class).run("--server.port=0",
				"--spring.main.banner-mode=off", "--" + property);
	}

	private static int port(ConfigurableApplicationContext context) {
		return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	@Test
	void anOrderOfWhatIsThereIsPlaced() {
		assertThat(atOrders.postJson("/v1/orders", "{\"article\": \"globe\"}").status()).isEqualTo(201);
	}

	@Test
	void anOrderThatFailsBehindSaysNothingOfTheServiceBehind() {
		Http.Answer answer = atOrders.postJson("/v1/orders", "{\"article\": \"atlas\"}", "X-Request-Id", "order-7");
		assertThat(answer).isProblem(502, "UPSTREAM_FAILED");
		assertThat(answer.body()).doesNotContain("OUT_OF_STOCK", "stock", "localhost")
			.contains("\"request_id\":\"order-7\"");

		String inFront = atOrders.get("/demo/logs?request_id=order-7").body();
		assertThat(inFront).contains("localhost answered 409 OUT_OF_STOCK (request req_");
		String behind = inFront.replaceAll("(?s).*OUT_OF_STOCK \\(request (req_\\w+)\\).*", "$1");
		assertThat(atStock.get("/demo/logs?request_id=" + behind).body())
			.contains("409 OUT_OF_STOCK: POST /v1/stock/atlas/reservations");
	}

	@Test
	void theServiceBehindTakesTheIdWhereItTrustsIt() {
		// the one that takes orders asks itself here
		Http.Answer answer = atOrders.postJson("/v1/stock/atlas/reservations", "", "X-Request-Id", "order-8");
		assertThat(answer).isProblem(409, "OUT_OF_STOCK");
		assertThat(atOrders.get("/demo/logs?request_id=order-8").body())
			.contains("409 OUT_OF_STOCK: POST /v1/stock/atlas/reservations");
	}

}
