package dev.mishap.autoconfigure.tomcat;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.internal.servlet.tomcat.ProblemErrorReportValve.CutValve;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTomcatAutoConfigurationTests {

	private final WebApplicationContextRunner contexts = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemTomcatAutoConfiguration.class));

	@Test
	void cutsAndAnswersWhereTomcatIsTheServer() {
		this.contexts.withBean(TomcatServletWebServerFactory.class)
			.run((context) -> assertThat(context).hasSingleBean(CutValve.Cutter.class)
				.hasBean("mishapTomcatCustomizer"));
	}

	@Test
	void leavesTheCutToOthersWhereTomcatIsOnlyOnTheClassPath() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(ProblemFilter.ResponseCutter.class));
	}

	@Test
	void backsOffFromTheCutterOfTheApplication() {
		ProblemFilter.ResponseCutter own = (request, response, exception) -> {
		};
		this.contexts.withBean(TomcatServletWebServerFactory.class)
			.withBean(ProblemFilter.ResponseCutter.class, () -> own)
			.run((context) -> assertThat(context.getBean(ProblemFilter.ResponseCutter.class)).isSameAs(own));
	}

	@Test
	void isAbsentWithoutTomcat() {
		this.contexts.withClassLoader(new FilteredClassLoader(Tomcat.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProblemTomcatAutoConfiguration.class));
	}

	@Test
	void isAbsentOutsideOfTheWeb() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemTomcatAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProblemTomcatAutoConfiguration.class));
	}

}
