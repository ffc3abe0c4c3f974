package dev.mishap.wire;

import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemMember;
import dev.mishap.Wording;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.view.InternalResourceView;

/** An application with pages, in the language that a cookie says. */
@Configuration(proxyBeanMethods = false)
@Import(PagesBeans.Pages.class)
class PagesBeans {

	@Bean
	LocaleResolver localeResolver() {
		return new CookieLocaleResolver("language") {

			@Override
			public Locale resolveLocale(HttpServletRequest request) {
				if ("broken=resolver".equals(request.getQueryString())) {
					request.getSession().setAttribute("a", "b");
				}
				return super.resolveLocale(request);
			}

		};
	}

	@Bean
	Filter throwingFilter() {
		return (request, response, chain) -> {
			HttpServletRequest http = (HttpServletRequest) request;
			switch (http.getRequestURI()) {
				case "/filter/throws" -> throw new ResponseStatusException(HttpStatus.PAYMENT_REQUIRED);
				case "/filter/refuses" -> ((HttpServletResponse) response).sendError(403);
				case "/filter/bodiless" -> ((HttpServletResponse) response).setStatus(499);
				default -> chain.doFilter(request, response);
			}
		};
	}

	@Bean
	ErrorViewResolver specialViews() {
		return (request, status, model) -> switch (status.value()) {
			case 409 -> new ModelAndView(new InternalResourceView("/page"), model);
			case 410 -> new ModelAndView(new HalfView(), model);
			case 423 -> new ModelAndView("redirect:/unlock");
			case 424 -> new ModelAndView(new InternalResourceView("/nowhere/else"), model);
			case 428 -> new ModelAndView(new InternalResourceView("/throw/428"), model);
			case 429 -> new ModelAndView("error", model, HttpStatus.OK);
			default -> null;
		};
	}

	/** The view for everything that has none of its own. */
	@Bean(name = "error")
	View errorView() {
		return new PlainView();
	}

	@Bean
	ProblemMappingsCustomizer soldOut() {
		return (mappings) -> mappings.map(SoldOutException.class,
				Problem.of(409, "SOLD_OUT").withWording(Wording.of("SOLD_OUT", 5678)));
	}

	@Controller
	static class Pages {

		@GetMapping("/throw/{status}")
		void refuse(@PathVariable int status) {
			throw new ResponseStatusException(HttpStatus.valueOf(status));
		}

		@GetMapping("/reason")
		void reason() {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "Nobody knows which language this is.");
		}

		@GetMapping("/sold-out")
		void soldOut() {
			throw new SoldOutException();
		}

		/** What a JSP would be. */
		@RequestMapping("/page")
		void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.setContentType("text/html");
			response.getWriter()
				.print("<p>forwarded " + request.getMethod() + " " + request.getDispatcherType() + " "
						+ request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + " " + request.getAttribute("code")
						+ "</p>");
			response.flushBuffer();
		}

	}

	private static final class SoldOutException extends RuntimeException {

		private static final long serialVersionUID = 1;

		@ProblemMember
		private final int article = 1234;

	}

	/** Writes half a page, refuses the rest, and touches all that it can reach. */
	private static final class HalfView implements View {

		@Override
		public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws Exception {
			response.setHeader("X-Half", "1");
			response.addCookie(new Cookie("half", "1"));
			response.getOutputStream().print("<p>half");
			response.flushBuffer();
			throw new IllegalStateException("the template is broken");
		}

	}

	private static final class PlainView implements View {

		@Override
		public String getContentType() {
			return "text/html";
		}

		@Override
		public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws Exception {
			ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
				.currentRequestAttributes();
			response.setContentType("text/html");
			response.setHeader("X-Page", "1");
			response.addCookie(new Cookie("page", "1"));
			response.getWriter()
				.print("<p>" + List.of(model.get("status"), model.get("error"), model.get("path"), model.get("message"),
						model.get("timestamp") instanceof Date, model.get("code"),
						attributes.getRequest().getDispatcherType(), LocaleContextHolder.getLocale().getLanguage())
						+ "</p>");
		}

	}

}
