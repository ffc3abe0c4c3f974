package dev.mishap.security;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The same on Jetty, which orders header fields in its own way. */
@SpringBootTest(classes = ConcealmentOnJettyTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "mishap.security.conceal=/closed/documents/**,/secret/**", "server.servlet.context-path=/app" })
class ConcealmentOnJettyTests extends ConcealmentTests {

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = TomcatServletWebServerAutoConfiguration.class)
	@Import({ SecuredBeans.class, Chain.class })
	static class Application {

	}

}
