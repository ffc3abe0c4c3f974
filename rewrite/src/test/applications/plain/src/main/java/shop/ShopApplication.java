package shop;

import jakarta.validation.Valid;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@SpringBootApplication
@RestController
public class ShopApplication {

    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    @GetMapping("/orders/{id}")
    String order(@PathVariable int id) {
        throw new OrderNotFoundException();
    }

    @GetMapping("/orders")
    String orders(@RequestParam int page) {
        return "orders";
    }

    @PostMapping("/orders")
    String order(@Valid @RequestBody Order order) {
        throw new ResponseStatusException(HttpStatus.CONFLICT, "Nothing is left.");
    }

    @GetMapping("/articles/{id}")
    ResponseEntity<Void> article(@PathVariable int id) {
        return ResponseEntity.notFound().build();
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("password=s3cr3t");
    }

}
