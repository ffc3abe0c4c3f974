package dev.mishap.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The failing application runs on Tomcat, without Security. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = { FailingApplication.class, DoorBeans.class }, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, Without.TRACE_BUDGET, "contract.server=TOMCAT",
				"spring.task.execution.pool.core-size=40" })
@interface OnTomcat {

}
