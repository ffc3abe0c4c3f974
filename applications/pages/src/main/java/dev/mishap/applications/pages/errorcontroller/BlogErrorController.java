package dev.mishap.applications.pages.errorcontroller;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
class BlogErrorController implements ErrorController {

	@RequestMapping("/error")
	String error(HttpServletRequest request, Model model) {
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		model.addAttribute("path", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
		if (Integer.valueOf(404).equals(status)) {
			return "error-404";
		}
		return "error-any";
	}

}
