package shop;

import dev.mishap.Problem;
import dev.mishap.ProblemException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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

    @PostMapping("/payments/{id}")
    String pay(@PathVariable String id) {
        Problem problem = Problem.of(402)
                .withType(java.net.URI.create("https://shop.example/not-paid"))
                .withTitle("Not paid")
                .withDetail("Order " + id + " is not paid.")
                .withExtension("order", id);
        throw new ProblemException(problem);
    }

}
