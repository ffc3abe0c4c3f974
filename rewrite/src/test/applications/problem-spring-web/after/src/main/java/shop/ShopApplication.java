package shop;

import java.net.URI;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import jakarta.validation.Valid;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class ShopApplication {

    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    @GetMapping("/orders/{id}")
    String order(@PathVariable int id) {
        throw new ProblemException(Problem.of(404).withDetail("There is no order " + id));
    }

    @PostMapping("/orders")
    String order(@Valid @RequestBody Order order) {
        throw new OutOfStockProblem(order.article());
    }

    @PostMapping("/payments/{id}")
    String pay(@PathVariable String id) {
        throw notPaid(id);
    }

    private static ProblemException notPaid(String id) {
        return new ProblemException(Problem.of(402)
                .withType(URI.create("https://shop.example/not-paid"))
                .withTitle("Not paid")
                .withDetail("Order " + id + " is not paid.")
                .withExtension("order", id));
    }

}
