package dev.mishap.rewrite;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openrewrite.java.JavaParser;
import org.openrewrite.test.RecipeSpec;
import org.openrewrite.test.RewriteTest;
import org.openrewrite.test.TypeValidation;

import static org.openrewrite.java.Assertions.java;
import static org.openrewrite.properties.Assertions.properties;
import static org.openrewrite.xml.Assertions.xml;
import static org.openrewrite.yaml.Assertions.yaml;

/** What single recipes do, and what they leave alone. */
class RecipeTests implements RewriteTest {

	@Override
	public void defaults(RecipeSpec spec) {
		spec.parser(JavaParser.fromJavaVersion()
			.classpath("spring-web", "spring-webmvc", "spring-context", "spring-beans")
			.dependsOn("""
					package org.zalando.problem;
					public interface Problem {
						static ProblemBuilder builder() { return null; }
						static ThrowableProblem valueOf(Status status, String detail) { return null; }
					}""", """
					package org.zalando.problem;
					public class ProblemBuilder {
						public ProblemBuilder withStatus(Status status) { return this; }
						public ProblemBuilder withTitle(String title) { return this; }
						public ThrowableProblem build() { return null; }
					}""", """
					package org.zalando.problem;
					public abstract class ThrowableProblem extends RuntimeException implements Problem { }""", """
					package org.zalando.problem;
					public enum Status { NOT_FOUND, CONFLICT }""", """
					package org.zalando.problem.jackson;
					public class ProblemModule { }""", """
					package org.zalando.problem.spring.web.advice;
					public interface ProblemHandling { }""", """
					package org.zalando.problem.spring.web.advice.security;
					public class SecurityProblemSupport { }""")).typeValidationOptions(TypeValidation.none());
	}

	@Test
	void problemThatIsThrownBecomesAnException() {
		rewriteRun((spec) -> spec.recipe(new FromProblemSpringWeb()), java("""
				import org.zalando.problem.Problem;
				import org.zalando.problem.Status;

				class Problems {

					void missing() {
						throw Problem.valueOf(Status.NOT_FOUND, "There is no seat 7.");
					}

				}
				""", """
				import dev.mishap.Problem;
				import dev.mishap.ProblemException;

				class Problems {

					void missing() {
						throw new ProblemException(Problem.of(404).withDetail("There is no seat 7."));
					}

				}
				"""));
	}

	@Test
	void problemThatIsNotThrownStaysAProblem() {
		rewriteRun((spec) -> spec.recipe(new FromProblemSpringWeb()), java("""
				import org.zalando.problem.Problem;
				import org.zalando.problem.Status;

				class Problems {

					Problem conflict() {
						return Problem.builder().withTitle("Taken").withStatus(Status.CONFLICT).build();
					}

					RuntimeException missing() {
						return Problem.valueOf(Status.NOT_FOUND, "There is no seat 7.");
					}

				}
				""", """
				import dev.mishap.Problem;
				import dev.mishap.ProblemException;

				class Problems {

					Problem conflict() {
						return Problem.of(409).withTitle("Taken");
					}

					RuntimeException missing() {
						return new ProblemException(Problem.of(404).withDetail("There is no seat 7."));
					}

				}
				"""));
	}

	@Test
	void chainWithoutAKnownStatusIsLeftToAHuman() {
		rewriteRun((spec) -> spec.recipe(new FromProblemSpringWeb()), java("""
				import org.zalando.problem.Problem;
				import org.zalando.problem.Status;

				class Problems {

					void fail(Status status) {
						throw Problem.builder().withStatus(status).build();
					}

				}
				""", """
				import dev.mishap.Problem;
				import org.zalando.problem.Status;

				// TODO Mishap: replace ProblemBuilder: Problem.of(status), with the status as a number
				// TODO Mishap: replace Status: an int
				class Problems {

					void fail(Status status) {
						throw Problem.builder().withStatus(status).build();
					}

				}
				"""));
	}

	@Test
	void beansOfTheOldLibraryAreRemovedAndSecurityIsLeftToAHuman() {
		rewriteRun((spec) -> spec.recipe(new FromProblemSpringWeb()), java("""
				import org.springframework.context.annotation.Bean;
				import org.zalando.problem.jackson.ProblemModule;
				import org.zalando.problem.spring.web.advice.ProblemHandling;
				import org.zalando.problem.spring.web.advice.security.SecurityProblemSupport;

				class Beans implements ProblemHandling {

					SecurityProblemSupport support;

					@Bean
					ProblemModule problemModule() {
						return new ProblemModule();
					}

				}
				""",
				"""
						import org.zalando.problem.spring.web.advice.ProblemHandling;
						import org.zalando.problem.spring.web.advice.security.SecurityProblemSupport;

						// TODO Mishap: replace ProblemHandling: remove the trait; handlers that stay are @ExceptionHandler methods
						// TODO Mishap: replace SecurityProblemSupport: remove it and where it is used; Spring Security's own keeps status and challenge, and the body comes by itself
						class Beans implements ProblemHandling {

							SecurityProblemSupport support;

						}
						"""));
	}

	@Test
	void handlerThatAddsNothingIsRemoved() {
		rewriteRun((spec) -> spec.recipe(new RemoveAdvices()), java("""
				import org.springframework.web.bind.annotation.ControllerAdvice;
				import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

				@ControllerAdvice
				class Handler extends ResponseEntityExceptionHandler {
				}
				""", (String) null));
	}

	@Test
	void handlerThatAddsSomethingStays() {
		rewriteRun((spec) -> spec.recipe(new RemoveAdvices()), java("""
				import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

				class Handler extends ResponseEntityExceptionHandler {

					int answers;

				}
				""",
				"""
						import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

						// TODO Mishap: what this class handles keeps its answer; remove what only repeats what Mishap does (405, 415, validation and the like), see docs/migrating.md
						class Handler extends ResponseEntityExceptionHandler {

							int answers;

						}
						"""));
	}

	/** Without it, that advice would answer Spring's own exceptions with 500. */
	@Test
	void handlerStaysBesideAnAdviceForEveryException() {
		rewriteRun((spec) -> spec.recipe(new RemoveAdvices()), java("""
				import org.springframework.web.bind.annotation.ExceptionHandler;

				class Everything {

					@ExceptionHandler(Exception.class)
					String any() {
						return "";
					}

				}
				"""), java("""
				import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

				class Handler extends ResponseEntityExceptionHandler {
				}
				""",
				"""
						import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

						// TODO Mishap: this keeps Spring's own exceptions from the advice that takes every exception; remove both together
						class Handler extends ResponseEntityExceptionHandler {
						}
						"""));
	}

	@Test
	void keysWithoutACounterpartBecomeComments() {
		rewriteRun((spec) -> spec.recipe(new MoveKeys(true)),
				properties("""
						error.handling.enabled=true
						error.handling.default-error-code-strategy=FULL_QUALIFIED_NAME
						error.handling.json-field-names.code=errorCode
						error.handling.jsonFieldNames.fieldErrors=fields
						error.handling.codes.com.acme.LostException=lost
						error.handling.log-levels.404=INFO
						error.handling.log-levels.5xx=ERROR
						error.handling.full-stacktrace-http-statuses[0]=404
						other=1
						""",
						"""
								other=1
								# TODO Mishap: error.handling.default-error-code-strategy=FULL_QUALIFIED_NAME has no counterpart, see docs/migrating.md
								# TODO Mishap: json-field-names.field-errors=fields: all entries are in errors, which mishap.body.members.errors names
								# TODO Mishap: log-levels 5xx: ERROR: list the statuses in mishap.log.rules
								# TODO Mishap: check the status of com.acme.LostException, for which there was none but that of the library
								# TODO Mishap: clients know LOST as lost; codes are UPPER_SNAKE here
								mishap.body.members.code=errorCode
								mishap.log.rules[0].status=404
								mishap.log.rules[0].level=info
								mishap.log.rules[0].trace=true
								mishap.mappings[0].exception=com.acme.LostException
								mishap.mappings[0].status=500
								mishap.mappings[0].code=LOST
								""",
						(file) -> file.path("src/main/resources/application-prod.properties")));
	}

	@Test
	void profilesInYamlKeepTheirOwnKeys() {
		rewriteRun((spec) -> spec.recipe(new MoveKeys(true)), yaml("""
				# of the whole application
				mishap:
				  html: false
				error.handling.http-statuses.com.acme.LostException: GONE
				---
				spring.config.activate.on-profile: dev
				error:
				  handling:
				    messages:
				      Size: "Shorter: please"
				  page: x
				""", """
				# of the whole application
				mishap:
				  html: false
				mishap.mappings:
				    - exception: com.acme.LostException
				      status: 410
				mishap.validation:
				    status: 400
				---
				spring.config.activate.on-profile: dev
				error:
				  page: x
				mishap:
				  validation:
				    constraints:
				      - name: Size
				        detail: 'Shorter: please'
				""", (file) -> file.path("src/main/resources/application.yml")));
	}

	@Test
	void managedVersionsOfMavenAreMovedToo() {
		rewriteRun((spec) -> spec
			.recipe(new MoveDependencies("org.zalando", List.of("problem-spring-web"), List.of("problem"), List.of())),
				xml("""
						<project>
						  <dependencyManagement>
						    <dependencies>
						      <dependency>
						        <groupId>org.zalando</groupId>
						        <artifactId>problem-spring-web</artifactId>
						        <version>0.29.1</version>
						      </dependency>
						    </dependencies>
						  </dependencyManagement>
						</project>
						""", """
						<project>
						  <dependencyManagement>
						    <dependencies>
						      <dependency>
						        <groupId>dev.mishap</groupId>
						        <artifactId>mishap-spring-boot-starter</artifactId>
						        <version>%s</version>
						      </dependency>
						    </dependencies>
						  </dependencyManagement>
						</project>
						""".formatted(Coordinates.version()), (file) -> file.path("pom.xml")));
	}

	@Test
	void leftOversAreListedOnceHoweverOften() {
		rewriteRun((spec) -> spec.recipe(new ListRemaining("org.zalando.problem.", Map.of("Status", "an int")))
			.expectedCyclesThatMakeChanges(1), java("""
					class Uses {

						org.zalando.problem.Status status;

					}
					""", """
					// TODO Mishap: replace Status: an int
					class Uses {

						org.zalando.problem.Status status;

					}
					"""));
	}

}
