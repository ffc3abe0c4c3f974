package dev.mishap.config;

import java.util.Map;

import dev.mishap.ErrorCode;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemType;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shop whose exceptions are mapped in every way there is. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
@Import(ConfiguredApplication.Shop.class)
public class ConfiguredApplication {

	@Bean
	ProblemCatalogue shopProblems() {
		return ProblemCatalogue.of(ShopProblem.class);
	}

	/** The problems of the shop. */
	public enum ShopProblem implements ProblemType {

		/** Nobody has paid. */
		CART_UNPAID(402, "Cart unpaid"),

		/** The shop is closed. */
		SHOP_CLOSED(503, null);

		private final int status;

		private final String title;

		ShopProblem(int status, String title) {
			this.status = status;
			this.title = title;
		}

		@Override
		public int status() {
			return this.status;
		}

		@Override
		public String title() {
			return this.title;
		}

	}

	public static class OutOfStockException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		public OutOfStockException(String message) {
			super(message);
		}

	}

	public static class SoldOutException extends OutOfStockException {

		private static final long serialVersionUID = 1L;

		public SoldOutException() {
			super("jdbc:secret");
		}

	}

	public static class UnmappedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ErrorCode("BALANCE_TOO_LOW")
	@ResponseStatus(code = HttpStatus.CONFLICT, reason = "The balance is too low.")
	public static class BalanceException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final int missingCents = 250;

		@ProblemMember("account")
		private final transient Account owner = new Account("A-1", "s3cr3t");

		@ProblemMember
		public boolean isRetryable() {
			return false;
		}

		record Account(@ProblemMember String id, String pin) {

		}

	}

	@RestController
	public static class Shop {

		@GetMapping("/fails/{how}")
		String fails(@PathVariable String how) throws Exception {
			throw switch (how) {
				case "stock" -> new OutOfStockException("jdbc:secret");
				case "sold-out" -> new SoldOutException();
				case "balance" -> new BalanceException();
				case "unpaid" -> new ProblemException(ShopProblem.CART_UNPAID, "Pay first.").with("amount", 5);
				case "closed" ->
					new ProblemException(ShopProblem.SHOP_CLOSED).withRetryAfter(java.time.Duration.ofMinutes(2));
				case "unmapped" -> new UnmappedException();
				default -> new IllegalArgumentException(Map.of(how, how).toString());
			};
		}

	}

}
