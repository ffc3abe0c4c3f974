package dev.mishap.docs;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import com.acme.NotYetException;
import com.acme.OutOfStockException;
import dev.mishap.OverloadedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shop that fails in every way of which docs/configuration.md speaks. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
@Import({ ConfigurationApplication.Shop.class, ConfigurationApplication.Stock.class })
class ConfigurationApplication {

	record Order(@Valid List<Item> items) {

	}

	record Item(@Pattern(regexp = "[0-9]{8}") String sku, @Min(1) int count) {

	}

	record Guest(@Pattern(regexp = "[A-Za-z]*") String name) {

	}

	@Service
	@Validated
	static class Stock {

		int reserve(@Min(1) int count) {
			return count;
		}

	}

	@RestController
	static class Shop {

		private final Stock stock;

		Shop(Stock stock) {
			this.stock = stock;
		}

		@GetMapping("/fails/{how}")
		ResponseEntity<Void> fails(@PathVariable String how) throws SQLException {
			switch (how) {
				case "stock" -> throw new OutOfStockException();
				case "not-yet" -> throw new NotYetException();
				case "unsupported" -> throw new UnsupportedOperationException();
				case "service" -> this.stock.reserve(0);
				case "missing" -> throw new EmptyResultDataAccessException(1);
				case "twice" -> twice();
				case "years" -> throw new OverloadedException("closed for years", Duration.ofSeconds(999_999_999));
				default -> throw new ResponseStatusException(HttpStatusCode.valueOf(Integer.parseInt(how)));
			}
			return ResponseEntity.ok().build();
		}

		private static void twice() throws SQLException {
			try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
					Statement statement = connection.createStatement()) {
				statement.execute("create table account (email varchar(80) constraint uk_email unique)");
				statement.execute("insert into account values ('a@b.c'), ('a@b.c')");
			}
		}

		@GetMapping("/bodiless")
		ResponseEntity<Void> bodiless() {
			return ResponseEntity.notFound().build();
		}

		@GetMapping("/articles")
		String articles(@RequestParam("page-size") int size) {
			return "articles";
		}

		@PostMapping("/orders")
		String order(@Valid @RequestBody Order order) {
			return "ordered";
		}

		@PostMapping("/names")
		String name(@Valid @RequestBody Guest guest) {
			return "named";
		}

		@PostMapping("/uploads/{name}")
		String upload(@PathVariable String name, @RequestBody byte[] content) {
			return name;
		}

		@GetMapping("/documents/{id}")
		String document(@PathVariable int id) {
			return "secret";
		}

	}

}
