package dev.mishap.wire;

import java.util.Map;

import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.TestTemplates;
import dev.mishap.testing.Without;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A template named {@code error}, shown by a view that is a class of Boot, as Mustache's.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { Without.SECURITY,
		TestTemplates.KEY + "=error", "spring.web.resources.static-locations=classpath:/nowhere/" })
class TemplateNamedErrorTests {

	@LocalServerPort
	private int port;

	@Test
	void templateIsUsedWhoeverHasTheClassOfItsView() {
		Answer answer = new RawHttp(this.port).send("GET", "/nowhere", "Accept: text/html");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo("<p>404 Not Found NOT_FOUND</p>");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	static class Application {

		@Bean
		@Order(0)
		ViewResolver engine() throws ReflectiveOperationException {
			View view = new ByteBuddy().subclass(Template.class)
				.name("org.springframework.boot.mustache.servlet.view.MustacheView")
				.make()
				.load(Template.class.getClassLoader())
				.getLoaded()
				.getConstructor()
				.newInstance();
			return (name, locale) -> "error".equals(name) ? view : null;
		}

	}

	/** What an engine makes of the template. */
	public static class Template implements View {

		@Override
		public String getContentType() {
			return "text/html";
		}

		@Override
		public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
				throws Exception {
			response.setContentType("text/html");
			response.getWriter()
				.print("<p>" + model.get("status") + " " + model.get("error") + " " + model.get("code") + "</p>");
		}

	}

}
