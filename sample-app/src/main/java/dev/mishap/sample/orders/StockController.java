package dev.mishap.sample.orders;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The service behind: what is in stock. */
@RestController
class StockController {

	/**
	 * Reserves an article.
	 * @param article the article; there are globes, and nothing else
	 */
	@PostMapping("/v1/stock/{article}/reservations")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void reserve(@PathVariable String article) throws OutOfStockException {
		if (!article.equals("globe")) {
			throw new OutOfStockException();
		}
	}

}
