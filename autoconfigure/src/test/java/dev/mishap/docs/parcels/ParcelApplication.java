package dev.mishap.docs.parcels;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;

@SpringBootApplication(exclude = JettyServletWebServerAutoConfiguration.class)
class ParcelApplication {

}
