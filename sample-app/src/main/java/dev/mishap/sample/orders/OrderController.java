package dev.mishap.sample.orders;

import dev.mishap.AnswersWith;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * The service in front: an order needs the stock, which is another instance of this
 * service where {@code sample.stock.url} names one, and this one otherwise. Nobody
 * catches what it answers; the client of Mishap reads it, and keeps it to itself.
 */
@RestController
class OrderController {

	private final RestClient stock;

	private final Environment environment;

	OrderController(RestClient.Builder builder, Environment environment) {
		this.stock = builder.build();
		this.environment = environment;
	}

	/**
	 * Places an order.
	 * @param order what is wanted
	 */
	@AnswersWith({ "UPSTREAM_FAILED", "UPSTREAM_UNAVAILABLE", "UPSTREAM_TIMED_OUT" })
	@PostMapping("/v1/orders")
	@ResponseStatus(HttpStatus.CREATED)
	Order order(@RequestBody Order order) {
		this.stock.post()
			.uri(stockUrl() + "/v1/stock/{article}/reservations", order.article())
			.retrieve()
			.toBodilessEntity();
		return order;
	}

	private String stockUrl() {
		String own = "http://localhost:" + this.environment.getProperty("local.server.port");
		return this.environment.getProperty("sample.stock.url", own);
	}

	/**
	 * An order.
	 *
	 * @param article what is wanted
	 */
	record Order(String article) {

	}

}
