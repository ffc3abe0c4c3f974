package dev.mishap.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import com.acme.ClashingLazyRows;
import com.acme.ClashingRows;
import dev.mishap.ProblemCustomizer;
import dev.mishap.ProblemListener;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.ProblemWriter;
import dev.mishap.RequestIdSource;
import dev.mishap.autoconfigure.jetty.ProblemJettyAutoConfiguration;
import dev.mishap.autoconfigure.security.ProblemSecurityAutoConfiguration;
import dev.mishap.autoconfigure.servlet.ProblemServletAutoConfiguration;
import dev.mishap.autoconfigure.tomcat.ProblemTomcatAutoConfiguration;
import dev.mishap.autoconfigure.webmvc.ProblemWebMvcAutoConfiguration;
import dev.mishap.internal.HeaderFields.OwedHeader;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.body.HtmlProblemWriter;
import dev.mishap.internal.servlet.ProblemFilter;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** Each auto-configuration: present, its class absent, the user's bean instead. */
class AutoConfigurationTests {

	private static final String PACKAGE = "dev.mishap.autoconfigure";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ours()))
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, ErrorMvcAutoConfiguration.class));

	private static Class<?>[] ours() {
		return imports().map(AutoConfigurationTests::load).toArray(Class<?>[]::new);
	}

	private static Stream<String> imports() {
		List<String> candidates = ImportCandidates
			.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates();
		return candidates.stream().filter((name) -> name.startsWith(PACKAGE));
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everythingIsThereWhereNothingIsInTheWay() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed()
				.hasSingleBean(ProblemMappings.class)
				.hasSingleBean(ProblemPipeline.class)
				.hasSingleBean(RequestIdSource.class)
				.hasSingleBean(ErrorController.class)
				.hasBean("mishapFilter")
				.hasBean("mishapAdvice")
				.hasBean("mishapTomcatCustomizer")
				.hasBean("mishapJettyCustomizer")
				.hasBean("mishapHttpSecurityCustomizer")
				.getBean("basicErrorController", BasicErrorController.class)
				.isSameAs(context.getBean(ErrorController.class));
			assertThat(context.getBean("mishapFilter", FilterRegistrationBean.class))
				.isInstanceOf(PriorityOrdered.class);
		});
	}

	@Test
	void nothingIsThereOutsideOfAServletApplication() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ours()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProblemPipeline.class));
	}

	@ParameterizedTest
	@MethodSource("imports")
	void eachCanBeExcludedAlone(String excluded) {
		List<Class<?>> rest = imports().filter((name) -> !name.equals(excluded))
			.<Class<?>>map(AutoConfigurationTests::load)
			.toList();
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(rest.toArray(Class<?>[]::new)))
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class, ErrorMvcAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "tools.jackson", "org.springframework.security", "org.apache.catalina",
			"org.eclipse.jetty", "jakarta.validation", "org.slf4j.MDC", "io.micrometer" })
	void absentTechnologyIsNoFailure(String absent) {
		this.runner.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ProblemPipeline.class));
	}

	@Test
	void securityRowsComeWithSecurity() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security")).run((context) -> {
			assertThat(context).doesNotHaveBean("mishapSecurityProblemRows").hasNotFailed();
			assertThat(context.getBean(ProblemPipeline.class).owedBy(401, new FakeRequest()))
				.containsEntry("WWW-Authenticate", List.of("Custom realm=\"api\""));
		});
	}

	@Test
	void containersHaveTheirOwnAutoConfigurations() {
		this.runner.withClassLoader(new FilteredClassLoader("org.apache.catalina"))
			.run((context) -> assertThat(context).doesNotHaveBean(ProblemTomcatAutoConfiguration.class)
				.hasSingleBean(ProblemJettyAutoConfiguration.class));
		this.runner.withClassLoader(new FilteredClassLoader("org.eclipse.jetty"))
			.run((context) -> assertThat(context).doesNotHaveBean(ProblemJettyAutoConfiguration.class)
				.hasSingleBean(ProblemTomcatAutoConfiguration.class));
	}

	@Test
	void doorsGoWithThePath() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProblemServletAutoConfiguration.class,
					ProblemWebMvcAutoConfiguration.class, ProblemTomcatAutoConfiguration.class,
					ProblemJettyAutoConfiguration.class, ProblemSecurityAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("mishapFilter")
				.doesNotHaveBean("mishapAdvice"));
	}

	/** Nobody would notice before an error is answered without it. */
	@Test
	void partThatCannotBeMadeStopsTheStart() {
		this.runner.withBean("broken", ProblemListener.class, () -> {
			throw new IllegalStateException("broken");
		}, (definition) -> definition.setLazyInit(true)).run((context) -> assertThat(context).hasFailed());
		this.runner.withBean("one", JsonLibrary.class, () -> (value, target) -> {
		}).withBean("two", JsonLibrary.class, () -> (value, target) -> {
		}).run((context) -> assertThat(context).hasFailed());
		this.runner
			.withBean("ofOneRequest", ProblemCustomizer.class, () -> (problem, context) -> problem,
					(definition) -> definition.setScope("request"))
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void backsOffFromBeansOfTheUser() {
		this.runner.withUserConfiguration(UserBeans.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(RequestIdSource.class)).isSameAs(context.getBean("userIds"));
			assertThat(context.getBean(ErrorController.class)).isSameAs(context.getBean("userErrors"));
			assertThat(context.getBeansOfType(ErrorController.class)).hasSize(1);
			assertThat(context.getBean(ProblemFilter.ResponseCutter.class)).isSameAs(context.getBean("userCutter"));
		});
	}

	@Test
	void userTakesTheWholePathOrTheTable() {
		this.runner.withUserConfiguration(UserPath.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ProblemMappings.class)).isSameAs(context.getBean("userMappings"));
			assertThat(context.getBean(ProblemPipeline.class)).isSameAs(context.getBean("userPipeline"));
		});
	}

	@Test
	void problemDetailsOfBootBackOff() {
		this.runner.withPropertyValues("spring.mvc.problemdetails.enabled=true").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ResponseEntityExceptionHandler.class);
			assertThat(context).doesNotHaveBean("problemDetailsExceptionHandler");
		});
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ResponseEntityExceptionHandler.class));
	}

	@Test
	void problemDetailsHandlerOfTheUserStaysTheOnlyOne() {
		this.runner.withPropertyValues("spring.mvc.problemdetails.enabled=true")
			.withUserConfiguration(UserHandler.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ResponseEntityExceptionHandler.class)
				.hasBean("userHandler"));
	}

	@ParameterizedTest
	@ValueSource(classes = { ClashingRows.class, ClashingLazyRows.class })
	void rowsOfTwoLibrariesForOneClassFailTheStart(Class<?> rows) {
		this.runner.withUserConfiguration(rows)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("java.io.FileNotFoundException has two rows: remove one of them"));
	}

	@Test
	void adviceIsCalledStraightUnlessTheResolverIsOnlyForSomeHandlers() {
		this.runner.run((context) -> assertThat(resolvers(context)).startsWith("Shortcut",
				"ExceptionHandlerExceptionResolver"));
		this.runner.withUserConfiguration(LimitedResolver.class)
			.run((context) -> assertThat(resolvers(context)).doesNotContain("Shortcut"));
	}

	private static List<String> resolvers(org.springframework.context.ApplicationContext context) {
		return context.getBean("handlerExceptionResolver", HandlerExceptionResolverComposite.class)
			.getExceptionResolvers()
			.stream()
			.map((resolver) -> resolver.getClass().getSimpleName())
			.toList();
	}

	@Test
	void sourcesOfOwedHeadersAndPagesAreCollected() {
		this.runner.run((context) -> {
			assertThat(context.getBeansOfType(OwedHeader.class).values()).extracting(OwedHeader::field)
				.contains("Allow", "WWW-Authenticate");
			assertThat(context).hasSingleBean(HtmlProblemWriter.PageSource.class);
		});
	}

	/** Such beans are for those who name them. */
	@Test
	void whatIsNoCandidateIsNotAsked() {
		this.runner.withUserConfiguration(Spare.class).run((context) -> {
			FakeRequest request = new FakeRequest();
			request.apply(context.getBean(ProblemPipeline.class).answerTo(404, null, request));
			assertThat(request.text()).contains("\"wanted\":true").doesNotContain("spare", "named");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Spare {

		@Bean
		ProblemCustomizer wanted() {
			return (problem, context) -> problem.withExtension("wanted", true);
		}

		@Bean(autowireCandidate = false)
		ProblemCustomizer spare() {
			return (problem, context) -> problem.withExtension("spare", true);
		}

		@Bean(defaultCandidate = false)
		ProblemCustomizer named() {
			return (problem, context) -> problem.withExtension("named", true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserBeans {

		@Bean
		ProblemWriter userWriter() {
			return (problem, context) -> new ProblemWriter.Body("text/plain", new byte[0]);
		}

		@Bean
		RequestIdSource userIds() {
			return (request) -> "mine";
		}

		@Bean
		ErrorController userErrors() {
			return new ErrorController() {
			};
		}

		@Bean
		ProblemFilter.ResponseCutter userCutter() {
			return (request, response, exception) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserPath {

		@Bean
		ProblemMappings userMappings() {
			return ProblemMappings.builder().build();
		}

		@Bean
		ProblemPipeline userPipeline() {
			return ProblemPipeline.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserHandler {

		@Bean
		ResponseEntityExceptionHandler userHandler() {
			return new ResponseEntityExceptionHandler() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LimitedResolver implements WebMvcConfigurer {

		@Override
		public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
			for (HandlerExceptionResolver resolver : resolvers) {
				if (resolver instanceof ExceptionHandlerExceptionResolver usual) {
					usual.setMappedHandlerClasses(Runnable.class);
				}
			}
		}

	}

}
