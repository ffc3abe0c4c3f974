package dev.mishap.validation;

import java.util.Properties;
import java.util.Set;

import dev.mishap.testing.FakeRequest;
import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.Violation;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import jakarta.validation.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindException;

import static org.assertj.core.api.Assertions.assertThat;

class InputRowsWiringTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "jakarta.validation", "org.hibernate.validator", "tools.jackson", "com.fasterxml.jackson",
			"org.apache.tomcat", "org.eclipse.jetty", "org.springframework.web.servlet" })
	void errorsOfSpringAreDescribedWithout(String absent) {
		this.runner.withClassLoader(new FilteredClassLoader(absent)).run((context) -> {
			assertThat(context).hasNotFailed();
			BeanPropertyBindingResult errors = new BeanPropertyBindingResult(new Named("x"), "named");
			errors.rejectValue("name", "too.short", "Say more.");
			Problem problem = context.getBean(ProblemMappings.class)
				.problemFor(new BindException(errors), new FakeRequest());
			assertThat(problem.status()).isEqualTo(422);
			assertThat(problem.violations()).extracting(Violation::name, Violation::code)
				.containsExactly(org.assertj.core.groups.Tuple.tuple("name", "TOO_SHORT"));
			Problem unreadable = context.getBean(ProblemMappings.class)
				.problemFor(new HttpMessageNotReadableException("x", new IllegalStateException("x"),
						new MockHttpInputMessage(new byte[0])), new FakeRequest());
			assertThat(unreadable.code()).isEqualTo("MALFORMED_BODY");
		});
	}

	@Test
	void violationsHaveNoRowWithoutBeanValidation() {
		this.runner.withClassLoader(new FilteredClassLoader("jakarta.validation"))
			.run((context) -> assertThat(context.getBean(ProblemMappings.class).types())
				.doesNotContain(ConstraintViolationException.class));
		this.runner.run((context) -> assertThat(context.getBean(ProblemMappings.class).types())
			.contains(ConstraintViolationException.class));
	}

	@Test
	void rowOfTheApplicationCountsMore() {
		this.runner
			.withBean("own", dev.mishap.ProblemMappingsCustomizer.class,
					() -> (mappings) -> mappings.map(ConstraintViolationException.class, 400, "MINE"))
			.run((context) -> assertThat(context.getBean(ProblemMappings.class)
				.problemFor(new ConstraintViolationException(Set.of()), new FakeRequest())
				.code()).isEqualTo("MINE"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mishap.validation.status=200", "mishap.validation.max-errors=0" })
	void keyThatMakesNoSenseFailsTheStart(String property) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void everyTextIsThereInBothLanguages() throws Exception {
		Properties english = PropertiesLoaderUtils.loadAllProperties("dev/mishap/messages.properties");
		Properties german = PropertiesLoaderUtils.loadAllProperties("dev/mishap/messages_de.properties");
		assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
	}

	record Named(String name) {

		public String getName() {
			return this.name;
		}

	}

}
