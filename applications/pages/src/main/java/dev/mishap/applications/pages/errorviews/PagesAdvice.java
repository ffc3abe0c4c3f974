package dev.mishap.applications.pages.errorviews;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Covers the controllers below one package, whatever they throw. */
@ControllerAdvice(basePackages = "dev.mishap.applications.pages.errorviews.none")
class PagesAdvice {

	@ExceptionHandler
	ModelAndView anything(Exception ex) {
		return new ModelAndView("lost", HttpStatus.INTERNAL_SERVER_ERROR);
	}

}
