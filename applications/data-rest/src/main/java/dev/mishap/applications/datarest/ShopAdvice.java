package dev.mishap.applications.datarest;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
class ShopAdvice {

	@ExceptionHandler
	ProblemDetail notPaid(NotPaidException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Pay first.");
		problem.setType(URI.create("https://coffee.example/not-paid"));
		problem.setProperty("amount", 3);
		return problem;
	}

}
