package dev.mishap.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The application of the contract runs on Reactor Netty, without Security. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = { ContractApplication.class, ReactiveParts.class, ReactiveFailures.class },
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", Without.SECURITY, Without.TRACE_BUDGET,
				"contract.server=NETTY", "spring.config.import=classpath:/contract.yml" })
@interface OnNetty {

}
