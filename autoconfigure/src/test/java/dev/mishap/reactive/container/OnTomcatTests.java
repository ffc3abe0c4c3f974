package dev.mishap.reactive.container;

import dev.mishap.testing.Without;

import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = OnTomcatTests.OfServer.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"spring.main.web-application-type=reactive", Without.TRACE_BUDGET, ContainerContract.NO_SECURITY })
class OnTomcatTests extends ContainerContract {

	@Configuration(proxyBeanMethods = false)
	@Import(ContainerContract.Application.class)
	static class OfServer {

		@Bean
		ReactiveWebServerFactory server() {
			return new TomcatReactiveWebServerFactory();
		}

	}

}
