package dev.mishap.wire;

import dev.mishap.testing.RawHttp.Answer;
import dev.mishap.testing.Without;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = PagesOnTomcatTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, "spring.messages.basename=wire/pages" })
class PagesOnTomcatTests extends PagesContract {

	/** Tomcat has read the header fields of what it refuses; Jetty has not. */
	@Test
	void viewIsUsedForWhatTheContainerRefuses() {
		Answer answer = browser("/%zz", "Cookie: language=es");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Language")).isEqualTo("es");
		assertThat(answer.body()).startsWith("<p>[400, Bad Request, ")
			.endsWith(", , true, BAD_REQUEST, REQUEST, es]</p>");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
	@Import(PagesBeans.class)
	static class Application {

	}

}
