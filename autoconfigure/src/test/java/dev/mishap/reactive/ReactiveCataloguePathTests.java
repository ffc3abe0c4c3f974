package dev.mishap.reactive;

import java.util.List;

import dev.mishap.internal.ProblemPipeline;
import dev.mishap.Problem;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.reactive.catalogue.CatalogueMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the catalogue is, and what happens if somebody else is there. */
class ReactiveCataloguePathTests {

	private static ReactiveWebApplicationContextRunner application() {
		Class<?>[] ours = ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("dev.mishap."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
		return new ReactiveWebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ours))
			.withConfiguration(
					AutoConfigurations.of(WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class))
			.withPropertyValues("mishap.catalogue.enabled=true");
	}

	@Test
	void whatIsOffCostsNoBean() {
		application().withPropertyValues("mishap.catalogue.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CataloguePages.class)
				.doesNotHaveBean(CatalogueMapping.class)
				.doesNotHaveBean("mishapCatalogueCheck")
				.doesNotHaveBean("mishapCatalogueAddress"));
	}

	@ParameterizedTest
	@ValueSource(classes = { OfTheList.class, OfThePages.class, OfAnotherMethod.class, OfEverything.class,
			OfAFunction.class })
	void takenPathIsAFailedStart(Class<?> holder) {
		application().withUserConfiguration(holder)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageMatching("/problems(/…)? is answered by .+\\."));
	}

	@Test
	void holderIsNamed() {
		application().withUserConfiguration(OfThePages.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("/problems/… is answered by " + OfThePages.class.getName() + "#problem."));
	}

	@Test
	void otherPathIsFree() {
		application().withUserConfiguration(OfTheList.class)
			.withPropertyValues("mishap.catalogue.path=/docs/errors", "spring.webflux.base-path=api/")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(CatalogueMapping.class).getUrlMap()).containsOnlyKeys("/docs/errors",
						"/docs/errors/", "/docs/errors/{name}");
				Problem problem = context.getBean(ProblemPipeline.class)
					.worded(Problem.of(404), java.util.Locale.ENGLISH);
				assertThat(problem.type()).hasToString("/api/docs/errors/not-found");
			});
	}

	/** The pages may be known to the outside by a better address. */
	@Test
	void configuredBaseCounts() {
		application().withPropertyValues("mishap.body.type-base=https://api.example.org/problems/")
			.run((context) -> assertThat(
					context.getBean(ProblemPipeline.class).worded(Problem.of(404), java.util.Locale.ENGLISH).type())
				.hasToString("https://api.example.org/problems/not-found"));
	}

	@Test
	void patternIsNoPath() {
		for (String path : List.of("problems", "/problems/", "/{problems}", "/pro blems", "/")) {
			application().withPropertyValues("mishap.catalogue.path=" + path)
				.run((context) -> assertThat(context).as(path)
					.getFailure()
					.rootCause()
					.isInstanceOf(InvalidPropertyException.class));
		}
	}

	@RestController
	static class OfTheList {

		@GetMapping("/problems")
		String problems() {
			return "";
		}

	}

	@RestController
	static class OfThePages {

		@GetMapping("/problems/{id}")
		String problem(@PathVariable String id) {
			return id;
		}

	}

	@RestController
	static class OfAnotherMethod {

		@DeleteMapping("/problems")
		void forget() {
		}

	}

	@RestController
	static class OfEverything {

		@GetMapping("/**")
		String page() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfAFunction {

		@Bean
		RouterFunction<ServerResponse> problems() {
			return RouterFunctions.route().GET("/problems", (request) -> ServerResponse.ok().build()).build();
		}

	}

}
