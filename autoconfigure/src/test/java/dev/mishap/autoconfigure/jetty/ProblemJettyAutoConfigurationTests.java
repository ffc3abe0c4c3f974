package dev.mishap.autoconfigure.jetty;

import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.internal.servlet.jetty.ProblemJettyErrorHandler.JettyResponseCutter;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemJettyAutoConfigurationTests {

	private final WebApplicationContextRunner contexts = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemJettyAutoConfiguration.class));

	@Test
	void cutsAndAnswersWhereJettyIsTheServer() {
		this.contexts.withBean(JettyServletWebServerFactory.class)
			.run((context) -> assertThat(context).hasSingleBean(JettyResponseCutter.class)
				.hasBean("mishapJettyCustomizer"));
	}

	@Test
	void leavesTheCutToOthersWhereJettyIsOnlyOnTheClassPath() {
		this.contexts.run((context) -> assertThat(context).doesNotHaveBean(ProblemFilter.ResponseCutter.class));
	}

	@Test
	void backsOffFromTheCutterOfTheApplication() {
		ProblemFilter.ResponseCutter own = (request, response, exception) -> {
		};
		this.contexts.withBean(JettyServletWebServerFactory.class)
			.withBean(ProblemFilter.ResponseCutter.class, () -> own)
			.run((context) -> assertThat(context.getBean(ProblemFilter.ResponseCutter.class)).isSameAs(own));
	}

	@Test
	void isAbsentWithoutJetty() {
		this.contexts.withClassLoader(new FilteredClassLoader(Server.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProblemJettyAutoConfiguration.class));
	}

	@Test
	void isAbsentOutsideOfTheWeb() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProblemAutoConfiguration.class, ProblemJettyAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProblemJettyAutoConfiguration.class));
	}

}
