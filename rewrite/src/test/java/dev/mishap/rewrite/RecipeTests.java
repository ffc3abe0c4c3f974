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
					package io.github.wimdeblauwe.errorhandlingspringbootstarter;
					public @interface ResponseErrorProperty {
						String value() default "";
						boolean includeIfNull() default false;
					}""", """
					package io.github.wimdeblauwe.errorhandlingspringbootstarter.mapper;
					public class ErrorCodeMapper { }""", """
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
								# TODO Mishap: check the status of com.acme.LostException, for which there was none but that of the library
								# TODO Mishap: clients know LOST as lost; codes are UPPER_SNAKE here
								mishap.body.members.code=errorCode
								mishap.log.rules[0].status=404
								mishap.log.rules[0].level=info
								mishap.log.rules[0].trace=true
								mishap.log.rules[1].status=500,501,502,503,504
								mishap.log.rules[1].level=error
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

	/** Boot takes a list from one file only: 404 of the application would become 500. */
	@Test
	void profileRepeatsTheEntriesOfTheApplication() {
		rewriteRun((spec) -> spec.recipe(new MoveKeys(true)),
				properties("""
						error.handling.http-statuses.com.acme.LostException=not_found
						error.handling.http-statuses.com.acme.FullException=conflict
						error.handling.codes.Size=TOO_LONG
						error.handling.codes.com.acme.GoneException=GONE
						error.handling.log-levels.404=INFO
						""",
						"""
								# TODO Mishap: check the status of com.acme.GoneException, for which there was none but that of the library
								mishap.log.rules[0].status=404
								mishap.log.rules[0].level=info
								mishap.mappings[0].exception=com.acme.LostException
								mishap.mappings[0].status=404
								mishap.mappings[1].exception=com.acme.FullException
								mishap.mappings[1].status=409
								mishap.mappings[2].exception=com.acme.GoneException
								mishap.mappings[2].status=500
								mishap.mappings[2].code=GONE
								mishap.validation.constraints[0].name=Size
								mishap.validation.constraints[0].code=TOO_LONG
								mishap.validation.status=400
								""",
						(file) -> file.path("src/main/resources/application.properties")),
				properties("""
						server.port=80
						error.handling.httpStatuses.com.acme.FullException=service_unavailable
						error.handling.codes.com.acme.LostException=LOST
						error.handling.codes.Email=NO_EMAIL
						""",
						"""
								server.port=80
								# lists are not merged across files and profiles, so these repeat the entries of the whole application
								mishap.mappings[0].exception=com.acme.LostException
								mishap.mappings[0].status=404
								mishap.mappings[0].code=LOST
								mishap.mappings[1].exception=com.acme.FullException
								mishap.mappings[1].status=503
								mishap.mappings[2].exception=com.acme.GoneException
								mishap.mappings[2].status=500
								mishap.mappings[2].code=GONE
								mishap.validation.constraints[0].name=Size
								mishap.validation.constraints[0].code=TOO_LONG
								mishap.validation.constraints[1].name=Email
								mishap.validation.constraints[1].code=NO_EMAIL
								""",
						(file) -> file.path("src/main/resources/application-prod.properties")),
				yaml("""
						server.port: 80
						error.handling.log-levels:
						  5xx: warn
						""",
						"""
								server.port: 80
								mishap:
								  # lists are not merged across files and profiles, so these repeat the entries of the whole application
								  log:
								    rules:
								      - status: 404
								        level: info
								      - status: '500,501,502,503,504'
								        level: warn
								""",
						(file) -> file.path("src/main/resources/application-dev.yml")),
				properties("""
						error.handling.codes.Email=OF_ANOTHER_MODULE
						""", """
						mishap.validation.constraints[0].name=Email
						mishap.validation.constraints[0].code=OF_ANOTHER_MODULE
						""", (file) -> file.path("other/src/main/resources/application-prod.properties")));
	}

	@Test
	void exceptionsOfSpringKeepTheirStatus() {
		rewriteRun((spec) -> spec.recipe(new MoveKeys(true)), properties("""
				error.handling.codes.org.springframework.security.access.AccessDeniedException=NO
				error.handling.messages.org.springframework.security.authentication.BadCredentialsException=Wrong.
				error.handling.codes.org.springframework.orm.ObjectOptimisticLockingFailureException=STALE
				""", """
				mishap.mappings[0].exception=org.springframework.security.access.AccessDeniedException
				mishap.mappings[0].status=403
				mishap.mappings[0].code=NO
				mishap.mappings[1].exception=org.springframework.security.authentication.BadCredentialsException
				mishap.mappings[1].status=401
				mishap.mappings[1].detail=Wrong.
				mishap.mappings[2].exception=org.springframework.orm.ObjectOptimisticLockingFailureException
				mishap.mappings[2].status=409
				mishap.mappings[2].code=STALE
				mishap.validation.status=400
				""", (file) -> file.path("src/main/resources/application.properties")));
	}

	@Test
	void whatIsNotKeptIsSaid() {
		rewriteRun((spec) -> spec.recipe(new MoveKeys(true)),
				properties("""
						error.handling.add-path-to-error=false
						error.handling.exception-logging=message_only
						error.handling.full-stacktrace-http-statuses=500,4xx
						error.handling.log-levels.418=DEBUG
						error.handling.log-levels.404=INFO
						error.handling.log-levels.4xx=WARN
						error.handling.log-levels.3xx=DEBUG
						""",
						"""
								# TODO Mishap: error.handling.add-path-to-error=false: take path out of the writer of the old body, if you use that
								# TODO Mishap: error.handling.exception-logging=message_only: 5xx are logged with their trace; to change that, list them in mishap.log.rules with trace: false
								# TODO Mishap: log-levels 3xx: DEBUG: list the statuses in mishap.log.rules
								mishap.log.rules[0].status=500
								mishap.log.rules[0].trace=true
								mishap.log.rules[1].status=418
								mishap.log.rules[1].level=debug
								mishap.log.rules[2].status=404
								mishap.log.rules[2].level=info
								mishap.log.rules[2].trace=true
								mishap.log.rules[3].status=400,401,403,405,406,409,410,412,413,415,422,428,429
								mishap.log.rules[3].trace=true
								mishap.log.rules[3].level=warn
								mishap.validation.status=400
								""",
						(file) -> file.path("src/main/resources/application.properties")));
	}

	@Test
	void nullsOfMembersAndParametersOfTheEntryPointAreLeftToAHuman() {
		rewriteRun((spec) -> spec.recipe(new FromErrorHandlingStarter()), java("""
				import io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorProperty;
				import io.github.wimdeblauwe.errorhandlingspringbootstarter.mapper.ErrorCodeMapper;

				class LostException extends RuntimeException {

					@ResponseErrorProperty(value = "shelf", includeIfNull = true)
					String shelf;

					ErrorCodeMapper mapper;

				}
				""",
				"""
						import dev.mishap.ProblemMember;
						import io.github.wimdeblauwe.errorhandlingspringbootstarter.mapper.ErrorCodeMapper;

						// TODO Mishap: replace ErrorCodeMapper: remove the parameter; it was only for the entry point, or for handlers of the old library
						class LostException extends RuntimeException {

							// TODO Mishap: clients got null here (includeIfNull); a member that is null is left out
							@ProblemMember("shelf")
							String shelf;

							ErrorCodeMapper mapper;

						}
						"""));
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
