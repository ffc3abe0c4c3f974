package dev.mishap.applications.pages.errorviews;

import java.util.Map;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

@SpringBootApplication
public class ArchiveApplication {

	/**
	 * Knows a view for what is not there, sends away who comes too late, and leaves the
	 * rest.
	 */
	@Bean
	ErrorViewResolver archiveErrorViews() {
		return (request, status, model) -> {
			if (status == HttpStatus.NOT_FOUND) {
				return new ModelAndView("lost", Map.of("hint", "Try the index.", "path", model.get("path")));
			}
			if (status == HttpStatus.GONE) {
				return new ModelAndView("redirect:/removed");
			}
			if (status == HttpStatus.MISDIRECTED_REQUEST) {
				RedirectView branch = new RedirectView("/branch");
				branch.setStatusCode(HttpStatus.SEE_OTHER);
				return new ModelAndView(branch);
			}
			return null;
		};
	}

	@Bean
	ShallowEtagHeaderFilter etags() {
		return new ShallowEtagHeaderFilter();
	}

	@Bean
	ErrorAttributes errorAttributes() {
		return new DefaultErrorAttributes() {

			@Override
			public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
				Map<String, Object> attributes = super.getErrorAttributes(request, options);
				attributes.put("phone", "555-0100");
				return attributes;
			}

		};
	}

}
