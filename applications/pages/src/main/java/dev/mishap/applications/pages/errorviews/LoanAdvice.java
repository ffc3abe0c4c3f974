package dev.mishap.applications.pages.errorviews;

import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

@ControllerAdvice
class LoanAdvice {

	@ExceptionHandler
	@ResponseStatus(HttpStatus.CONFLICT)
	String loan(LoanException ex, Model model) {
		model.addAttribute("due", "Monday");
		return "onLoan";
	}

}
