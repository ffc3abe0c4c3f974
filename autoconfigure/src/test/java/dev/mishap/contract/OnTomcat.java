package dev.mishap.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The application of the contract runs on Tomcat, without Security. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = { ContractApplication.class, ServletParts.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY
				+ ",org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration",
				Without.TRACE_BUDGET, "contract.server=TOMCAT", "spring.config.import=classpath:/contract.yml" })
@interface OnTomcat {

}
