package dev.mishap.pages;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.mishap.testing.Lean;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Error pages that are no errors, as single-page applications have them for addresses
 * that they do not know: a status that is sent without a body stays what it is.
 */
class FilledStatusTests {

	private static final String PEOPLE = "Accept: text/html";

	private static final String PAGE = "<p>The single page</p>";

	enum Application {

		CONTROLLER_ON_TOMCAT("tomcat.", OwnController.class), CONTROLLER_ON_JETTY("jetty.", OwnController.class),
		FORWARDING("tomcat.", Forwarding.class), VIEWS("tomcat.", OwnViews.class);

		private final String module;

		private final Class<?> pages;

		Application(String module, Class<?> pages) {
			this.module = module;
			this.pages = pages;
		}

		ConfigurableApplicationContext start() {
			return new SpringApplicationBuilder(Base.class, this.pages)
				.properties("server.port=0", "spring.main.banner-mode=off",
						Lean.with(List.of("dev.mishap.", this.module + "autoconfigure.servlet.")))
				.run();
		}

	}

	@ParameterizedTest
	@EnumSource
	void statusWithoutBodyStaysWhatItIs(Application application) {
		try (ConfigurableApplicationContext context = application.start()) {
			RawHttp http = new RawHttp(
					Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
			isPage(http.send("GET", "/nowhere", PEOPLE), 200);
			isPage(http.send("GET", "/thrown/404", PEOPLE), 200);
			for (String path : List.of("/entity/404", "/status/404")) {
				isPage(http.send("GET", path, PEOPLE), 404);
				ProblemAssert.assertThat(http.send("GET", path)).isProblem(404, "NOT_FOUND");
			}
			Answer sentElsewhere = http.send("GET", "/thrown/410", PEOPLE);
			assertThat(sentElsewhere.status()).isEqualTo(302);
			assertThat(sentElsewhere.header("Location")).endsWith("/log-in");
			for (String path : List.of("/entity/410", "/status/410")) {
				Answer answer = http.send("GET", path, PEOPLE);
				assertThat(answer.status()).isEqualTo(410);
				assertThat(answer.body()).doesNotContain(PAGE);
				assertThat(answer.headerLines("Location")).isEmpty();
			}
		}
	}

	private static void isPage(Answer answer, int status) {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.body()).isEqualTo(PAGE);
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Handlers.class)
	static class Base {

	}

	@RestController
	static class Handlers {

		@GetMapping("/thrown/{status}")
		void thrown(@PathVariable int status) {
			throw new ResponseStatusException(HttpStatus.valueOf(status));
		}

		@GetMapping("/entity/{status}")
		ResponseEntity<Void> entity(@PathVariable int status) {
			return ResponseEntity.status(status).build();
		}

		@GetMapping("/status/{status}")
		void status(@PathVariable int status, HttpServletResponse response) {
			response.setStatus(status);
		}

		@RequestMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
		String page() {
			return PAGE;
		}

	}

	@RestController
	static class OwnController implements ErrorController {

		@RequestMapping("/error")
		ResponseEntity<String> page(HttpServletRequest request) {
			boolean gone = Integer.valueOf(410).equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
			return gone ? ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/log-in")).build()
					: ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(PAGE);
		}

	}

	@Controller
	static class Forwarding implements ErrorController {

		@RequestMapping("/error")
		String page(HttpServletRequest request, HttpServletResponse response) {
			boolean gone = Integer.valueOf(410).equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
			response.setStatus(200);
			return gone ? "redirect:/log-in" : "forward:/page";
		}

	}

	static class OwnViews {

		@Bean
		ErrorViewResolver views() {
			return (request, status, model) -> {
				ModelAndView page = (status == HttpStatus.GONE) ? new ModelAndView("redirect:/log-in")
						: new ModelAndView(new SinglePage());
				page.setStatus((status == HttpStatus.GONE) ? null : HttpStatus.OK);
				return page;
			};
		}

	}

	private static final class SinglePage implements View {

		@Override
		public String getContentType() {
			return "text/html";
		}

		@Override
		public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws IOException {
			response.getWriter().write(PAGE);
		}

	}

}
