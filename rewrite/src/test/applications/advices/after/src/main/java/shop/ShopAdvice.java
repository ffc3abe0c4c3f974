package shop;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
public class ShopAdvice {

    @ExceptionHandler
    ResponseEntity<Map<String, String>> noOrder(OrderNotFoundException exception) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND).body(Map.of("code", "NO_ORDER"));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> invalid(MethodArgumentNotValidException exception) {
        return ResponseEntity.badRequest().body(Map.of("code", "INVALID"));
    }

    // TODO Mishap: this takes 404, 405, 415 and what Spring Security decides too, and nothing is left for Mishap; remove it, or name the exceptions that are yours
    @ExceptionHandler(Exception.class)
    ResponseEntity<Map<String, String>> anything(Exception exception) {
        return ResponseEntity.internalServerError().body(Map.of("code", "INTERNAL"));
    }

}
