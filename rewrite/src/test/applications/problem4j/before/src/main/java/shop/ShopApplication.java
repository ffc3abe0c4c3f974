package shop;

import io.github.problem4j.core.Problem;
import io.github.problem4j.core.ProblemException;
import io.github.problem4j.core.ProblemStatus;

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
        throw new ProblemException(Problem.builder().status(404).detail("There is no order " + id).build());
    }

    @PostMapping("/payments/{id}")
    String pay(@PathVariable String id) {
        Problem problem = Problem.builder()
            .type("https://shop.example/not-paid")
            .title("Not paid")
            .status(ProblemStatus.PAYMENT_REQUIRED)
            .detail("Order " + id + " is not paid.")
            .extension("order", id)
            .build();
        throw new ProblemException(problem);
    }

}
