package dev.mishap.validation;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The application on Jetty. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = TomcatServletWebServerAutoConfiguration.class)
@Import({ ParameterController.class, ParameterController.PlaceConverter.class })
class InputOnJetty {

}
