package shop;

import java.net.URI;

import jakarta.validation.Valid;
import org.zalando.problem.Problem;
import org.zalando.problem.Status;
import org.zalando.problem.ThrowableProblem;

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
        throw Problem.valueOf(Status.NOT_FOUND, "There is no order " + id);
    }

    @PostMapping("/orders")
    String order(@Valid @RequestBody Order order) {
        throw new OutOfStockProblem(order.article());
    }

    @PostMapping("/payments/{id}")
    String pay(@PathVariable String id) {
        throw notPaid(id);
    }

    private static ThrowableProblem notPaid(String id) {
        return Problem.builder()
            .withType(URI.create("https://shop.example/not-paid"))
            .withTitle("Not paid")
            .withStatus(Status.PAYMENT_REQUIRED)
            .withDetail("Order " + id + " is not paid.")
            .with("order", id)
            .build();
    }

}
