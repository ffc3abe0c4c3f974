package dev.mishap.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemType;
import dev.mishap.testing.Lean;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the library makes at the first error, because a start can do without it, and what
 * it makes at the start all the same, because that may have to fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class FirstErrorTests {

	private static final List<String> LATE = List.of("mishapMappings", "mishapPipelineParts", "mishapInputProblemRows",
			"mishapObservedProblems", "mishapErrorViews", "mishapWebMvc");

	private static ConfigurableApplicationContext start(List<String> properties, Class<?>... further) {
		List<Class<?>> sources = new ArrayList<>(List.of(further));
		sources.add(Application.class);
		return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
			.properties(Map.of("server.port", "0", "spring.main.banner-mode", "off"))
			.properties(Lean.onTomcat())
			.properties(properties.toArray(String[]::new))
			.run();
	}

	private static RawHttp http(ConfigurableApplicationContext application) {
		return new RawHttp(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private static List<String> made(ConfigurableApplicationContext application) {
		return LATE.stream().filter(application.getBeanFactory()::containsSingleton).toList();
	}

	@Test
	void nothingThatOnlyErrorsNeedIsMadeBefore() {
		try (ConfigurableApplicationContext application = start(List.of())) {
			assertThat(http(application).send("GET", "/ok").body()).isEqualTo("ok");
			assertThat(made(application)).isEmpty();
			assertThat(http(application).send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
			assertThat(made(application)).contains("mishapMappings", "mishapPipelineParts");
		}
	}

	/** A code that has two statuses is told at the start. */
	@Test
	void tableWithRowsOfTheConfigurationIsMadeAtTheStart() {
		try (ConfigurableApplicationContext application = start(
				List.of("mishap.mappings[0].exception=java.io.IOException", "mishap.mappings[0].status=503"))) {
			assertThat(made(application)).containsExactly("mishapMappings");
		}
	}

	@Test
	void languageIsSpokenAtTheStart() {
		try (ConfigurableApplicationContext application = start(List.of("mishap.default-language=de"))) {
			assertThat(made(application)).contains("mishapMappings", "mishapPipelineParts");
		}
	}

	/** What {@code FailedStartTests} shows of bad ones. */
	@ParameterizedTest
	@ValueSource(strings = { "mishap.texts[0].code=NOT_FOUND,mishap.texts[0].title=Gone",
			"mishap.log.rules[0].status=404,mishap.log.rules[0].level=info" })
	void whatIsConfiguredIsCheckedAndWaits(String keys) {
		try (ConfigurableApplicationContext application = start(List.of(keys.split(",")))) {
			assertThat(made(application)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Mappings.class, Catalogue.class })
	void whatAnApplicationAddsToTheTableIsMadeAtTheStart(Class<?> added) {
		try (ConfigurableApplicationContext application = start(List.of(), added)) {
			assertThat(made(application)).containsExactly("mishapMappings");
		}
	}

	@Test
	void keysOfOneConcernAreReadAndTheRestWaits() {
		try (ConfigurableApplicationContext application = start(List.of("mishap.retry-after.fallback=7s"))) {
			assertThat(made(application)).isEmpty();
			assertThat(application.getBeanFactory().getSingletonNames())
				.contains("mishap.retry-after-dev.mishap.autoconfigure.MishapProperties$RetryAfter")
				.doesNotContain("mishap.body-dev.mishap.autoconfigure.MishapProperties$Body");
			assertThat(http(application).send("GET", "/busy")).isProblem(503, "SERVICE_UNAVAILABLE")
				.hasHeader("Retry-After", "7");
		}
	}

	/** Its own beans are lazy: a start could not know that one of them fails. */
	@Test
	void partThatCannotBeMadeCostsNobodyTheAnswer(CapturedOutput output) {
		try (ConfigurableApplicationContext application = start(List.of(), Broken.class)) {
			for (int i = 0; i < 3; i++) {
				assertThat(http(application).send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
			}
			assertThat(output).containsOnlyOnce("The parts of the library cannot be made").contains("not made today");
		}
	}

	/** As those of the common pool, which know nothing of the application's jars. */
	@Test
	void firstErrorMayComeFromAThreadOfAnotherClassLoader() {
		try (ConfigurableApplicationContext application = start(List.of())) {
			assertThat(http(application).send("GET", "/elsewhere", "Accept-Language: de"))
				.isProblem(500, "INTERNAL_ERROR")
				.hasHeader("Content-Language", "de");
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Resource.class)
	static class Application {

	}

	@RestController
	static class Resource {

		@GetMapping("/ok")
		String ok() {
			return "ok";
		}

		@GetMapping("/busy")
		String busy() {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}

		/** The thread stays what it is until the filters are through. */
		@GetMapping("/elsewhere")
		String elsewhere() {
			Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
			throw new IllegalStateException("elsewhere");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mappings {

		@Bean
		ProblemMappingsCustomizer mappings() {
			return (mappings) -> mappings.map(IllegalStateException.class, 409, "MINE");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Catalogue {

		@Bean
		ProblemCatalogue catalogue() {
			return ProblemCatalogue.of(Types.class);
		}

	}

	enum Types implements ProblemType {

		MINE;

		@Override
		public int status() {
			return 409;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		@Bean
		@Lazy
		ProblemCustomizer broken() {
			throw new IllegalStateException("not made today");
		}

	}

}
