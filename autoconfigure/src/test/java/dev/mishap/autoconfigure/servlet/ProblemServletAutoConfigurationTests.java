package dev.mishap.autoconfigure.servlet;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemServletAutoConfigurationTests {

	private final WebApplicationContextRunner contexts = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemServletAutoConfiguration.class));

	@Test
	void filterIsTheOutermost() {
		this.contexts.run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean("mishapFilter", FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(ProblemFilter.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(registration).isInstanceOf(PriorityOrdered.class);
			assertThat(registration.isAsyncSupported()).isTrue();
		});
	}

	@Test
	void errorPathIsTaken() {
		this.contexts.run((context) -> assertThat(context).hasSingleBean(ProblemErrorController.class));
	}

	@Test
	void backsOffFromTheErrorControllerOfTheApplication() {
		this.contexts.withBean("own", ErrorController.class, () -> new ErrorController() {
		})
			.run((context) -> assertThat(context).hasSingleBean(ErrorController.class)
				.doesNotHaveBean(ProblemErrorController.class));
	}

	@Test
	void filterStaysWithoutSpringMvc() {
		this.contexts.withClassLoader(new FilteredClassLoader(ErrorController.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("mishapFilter")
				.doesNotHaveBean("mishapErrorController"));
	}

	@Test
	void isAbsentWithoutTheServletApi() {
		this.contexts.withClassLoader(new FilteredClassLoader(Filter.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ProblemServletAutoConfiguration.class));
	}

	@Test
	void isAbsentOutsideOfTheWeb() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemServletAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ProblemServletAutoConfiguration.class));
	}

}
