package shop;

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
        throw new OrderNotFoundException(id);
    }

    @PostMapping("/orders")
    String order(@Valid @RequestBody Order order) {
        throw new OutOfStockException(order.article());
    }

    @PostMapping("/payments")
    String pay() {
        throw new UnsupportedOperationException("not yet");
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("password=s3cr3t");
    }

}
