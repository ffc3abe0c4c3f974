package dev.mishap.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.testing.RawHttp;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionOverrideException;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application may have beans of all names and types that it likes: the library brings
 * its own beside them, and nobody who asks for a bean by its type gets one of ours.
 */
class BeansOfApplicationsTests {

	private static final String PREFIX = "mishap";

	/** Returns the names of all beans that the library can have. */
	private static Set<String> namesOfTheLibrary() {
		Set<String> names = new TreeSet<>();
		try {
			String own = MishapProperties.class.getProtectionDomain().getCodeSource().getLocation().toString();
			for (Resource type : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:dev/mishap/**/*.class")) {
				if (type.getURL().toString().startsWith(own)) {
					AnnotationMetadata metadata = new SimpleMetadataReaderFactory().getMetadataReader(type)
						.getAnnotationMetadata();
					for (MethodMetadata method : metadata.getAnnotatedMethods(Bean.class.getName())) {
						names.add(method.getMethodName());
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(names).hasSizeGreaterThan(50).allSatisfy((name) -> assertThat(name).startsWith(PREFIX));
		return names;
	}

	private static RawHttp http(ConfigurableApplicationContext context) {
		return new RawHttp(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
	}

	private static ConfigurableApplicationContext start(boolean lazy, Class<?>... sources) {
		return new SpringApplicationBuilder(sources).sources(ConfiguredApplication.class)
			.properties("server.port=0", "spring.main.banner-mode=off",
					"spring.main.allow-bean-definition-overriding=false", "spring.main.lazy-initialization=" + lazy)
			.run();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void beansOfEveryNameButTheLibrarysOwnStayWhatTheyAre(boolean lazy) {
		try (ConfigurableApplicationContext context = start(lazy, Namesakes.class, Chain.class)) {
			assertThat(http(context).send("GET", "/fails/unmapped")).isProblem(500, "INTERNAL_ERROR");
			assertThat(http(context).send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
			assertThat(http(context).send("GET", "/a/../b;x")).isProblem(400, "REQUEST_REJECTED");
			assertThat(http(context).send("GET", "/closed")).isProblem(401, "UNAUTHENTICATED");
			assertThat(http(context).send("GET", "/%zz")).isProblem(400, "BAD_REQUEST");
			for (String name : Namesakes.names()) {
				assertThat(context.getBean(name)).as(name).isInstanceOf(Namesake.class);
			}
		}
	}

	/** Its generator gives the configurations of libraries other names, too. */
	@Test
	void applicationMayNameItsBeansOtherwise() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ConfiguredApplication.class,
				Chain.class)
			.beanNameGenerator((definition, registry) -> "own " + definition.getBeanClassName())
			.properties("server.port=0", "spring.main.banner-mode=off")
			.run()) {
			assertThat(http(context).send("GET", "/fails/unmapped")).isProblem(500, "INTERNAL_ERROR");
			assertThat(http(context).send("GET", "/nowhere")).isProblem(404, "NOT_FOUND");
			assertThat(http(context).send("GET", "/closed")).isProblem(401, "UNAUTHENTICATED");
			assertThat(http(context).send("GET", "/%zz")).isProblem(400, "BAD_REQUEST");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void beansOfEveryTypeAreTheApplicationsOwn(boolean lazy) {
		try (ConfigurableApplicationContext context = start(lazy, Types.class, Chain.class)) {
			RawHttp http = http(context);
			assertThat(context.getBean(Injected.class).all())
				.allSatisfy((bean) -> assertThat(bean.getClass().getName()).doesNotStartWith("dev.mishap.autoconfigure")
					.doesNotStartWith("dev.mishap.internal"));
			// the application's own advices, resolver, error page, entry point and
			// handler
			assertThat(http.send("GET", "/own/advice").body()).isEqualTo("of ProblemAdvice");
			assertThat(http.send("GET", "/own/other-advice").body()).isEqualTo("of MishapAdvice");
			assertThat(http.send("GET", "/own/resolver").status()).isEqualTo(418);
			assertThat(http.send("GET", "/closed").header("WWW-Authenticate")).isEqualTo("Own");
			assertThat(http.send("GET", "/a/../b;x").status()).isEqualTo(410);
			// what the application has left to others
			assertThat(http.send("GET", "/fails/unmapped")).isProblem(500, "INTERNAL_ERROR");
			assertThat(http.send("GET", "/%zz")).isProblem(400, "BAD_REQUEST");
		}
	}

	/** To give way would take a part out of the library without a word. */
	@Test
	void beanUnderANameOfTheLibraryStopsTheStartAndIsNamed() {
		assertThatExceptionOfType(BeanDefinitionOverrideException.class)
			.isThrownBy(() -> start(false, NamedAsOurs.class, Chain.class).close())
			.withMessageContaining("mishapAdvice")
			.withMessageContaining("NamedAsOurs");
	}

	/** Whoever asks for one bean of such a type would get ours, or find one too many. */
	@Test
	void beansOfTheLibraryAreNoCandidatesWhereOthersAskByType() {
		Set<String> collected = Set.of(
				// by injection, from everybody
				"org.springframework.web.servlet.config.annotation.WebMvcConfigurer",
				// by the builders of clients, and the groups of HTTP interfaces
				"org.springframework.boot.restclient.RestClientCustomizer",
				"org.springframework.boot.webclient.WebClientCustomizer",
				"org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer",
				"org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer",
				"org.springframework.web.service.registry.HttpServiceGroupConfigurer",
				// where the application has none
				"org.springframework.boot.webmvc.error.ErrorController",
				"org.springframework.boot.webmvc.autoconfigure.error.AbstractErrorController",
				"org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController",
				"org.springframework.security.web.firewall.CompositeRequestRejectedHandler",
				"org.springframework.security.web.firewall.RequestRejectedHandler",
				"org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler",
				// by the container of beans, by MVC, or by the server
				"org.springframework.beans.factory.SmartInitializingSingleton",
				"org.springframework.beans.factory.config.BeanFactoryPostProcessor",
				"org.springframework.beans.factory.config.BeanPostProcessor",
				"org.springframework.boot.web.server.WebServerFactoryCustomizer",
				"org.springframework.context.ApplicationListener",
				"org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdvice",
				"org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter",
				"org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice",
				// what such types are as well
				"org.springframework.context.MessageSourceAware", "org.springframework.beans.factory.Aware",
				"org.springframework.core.Ordered", "org.springframework.core.PriorityOrdered",
				"java.util.EventListener", "java.lang.Record");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ConfiguredApplication.class)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.mvc.problemdetails.enabled=true")
			.run()) {
			ConfigurableListableBeanFactory beans = context.getBeanFactory();
			List<String> candidates = new ArrayList<>();
			for (String name : beans.getBeanDefinitionNames()) {
				BeanDefinition definition = beans.getMergedBeanDefinition(name);
				boolean candidate = definition.isAutowireCandidate() && !definition.isFallback()
						&& definition instanceof AbstractBeanDefinition merged && merged.isDefaultCandidate();
				if (name.startsWith(PREFIX) && candidate) {
					Set<String> types = new TreeSet<>();
					foreignTypes(context.getBean(name).getClass(), types);
					types.removeAll(collected);
					types.forEach((type) -> candidates.add(name + " as " + type));
				}
			}
			assertThat(candidates).isEmpty();
		}
	}

	private static void foreignTypes(Class<?> type, Set<String> found) {
		if (type != null && type != Object.class) {
			if (!type.getName().startsWith("dev.mishap.")) {
				found.add(type.getName());
			}
			foreignTypes(type.getSuperclass(), found);
			for (Class<?> implemented : type.getInterfaces()) {
				foreignTypes(implemented, found);
			}
		}
	}

	/** What a bean is that has a name like one of ours. */
	static final class Namesake {

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedAsOurs {

		@Bean
		Object mishapAdvice() {
			return new Object();
		}

	}

	/** A bean of each name, as teams write them without our prefix. */
	@Configuration(proxyBeanMethods = false)
	@Import(Namesakes.class)
	static class Namesakes implements ImportBeanDefinitionRegistrar {

		static Set<String> names() {
			Set<String> names = new TreeSet<>();
			for (String name : namesOfTheLibrary()) {
				String rest = name.substring(PREFIX.length());
				names.add(StringUtils.uncapitalize(rest));
				names.add("problem" + rest);
			}
			return names;
		}

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			names().forEach((name) -> registry.registerBeanDefinition(name, new RootBeanDefinition(Namesake.class)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Chain {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/closed").authenticated().anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	/** What was injected where one bean of a type was asked for. */
	record Injected(List<Object> all) {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Own.class, ProblemAdvice.class, MishapAdvice.class, Details.class })
	static class Types {

		@Bean
		Injected injected(TaskDecorator decorator, LocaleResolver locales, ErrorAttributes attributes,
				ErrorViewResolver views, RequestRejectedHandler rejected, AuthenticationEntryPoint entryPoint,
				ResponseEntityExceptionHandler details, Function<Object, String> function,
				Supplier<List<String>> supplier, Customizer<HttpSecurity> security) {
			return new Injected(List.of(decorator, locales, attributes, views, rejected, entryPoint, details, function,
					supplier, security));
		}

		@Bean
		TaskDecorator mine() {
			return (task) -> task;
		}

		@Bean
		Executor executor(TaskDecorator decorator) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setTaskDecorator(decorator);
			return executor;
		}

		@Bean
		LocaleResolver localeResolver() {
			return new FixedLocaleResolver(Locale.GERMAN);
		}

		@Bean
		HandlerExceptionResolver resolver() {
			return (request, response, handler, exception) -> {
				if (!(exception instanceof TeapotException)) {
					return null;
				}
				response.setStatus(418);
				return new ModelAndView();
			};
		}

		@Bean
		ErrorAttributes attributes() {
			return new DefaultErrorAttributes() {

				@Override
				public Map<String, Object> getErrorAttributes(
						org.springframework.web.context.request.WebRequest request, ErrorAttributeOptions options) {
					return Map.of("own", true);
				}

			};
		}

		@Bean
		ErrorViewResolver views() {
			return (request, status, model) -> null;
		}

		@Bean
		ErrorController errors() {
			return new ErrorController() {
			};
		}

		@Bean
		RequestRejectedHandler rejected() {
			return new HttpStatusRequestRejectedHandler(410);
		}

		@Bean
		AuthenticationEntryPoint entryPoint() {
			return (request, response, exception) -> {
				response.setHeader("WWW-Authenticate", "Own");
				response.setStatus(401);
			};
		}

		@Bean
		Customizer<HttpSecurity> security(AuthenticationEntryPoint entryPoint) {
			return (http) -> http.exceptionHandling((errors) -> errors.authenticationEntryPoint(entryPoint));
		}

		@Bean
		WebMvcConfigurer webMvcConfigurer() {
			return new WebMvcConfigurer() {
			};
		}

		@Bean
		Filter problemFilter() {
			return new RequestContextFilter();
		}

		@Bean
		FilterRegistrationBean<Filter> traceFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new RequestContextFilter());
			registration.setName("problemPayloadFilter");
			return registration;
		}

		@Bean
		Function<Object, String> function() {
			return String::valueOf;
		}

		@Bean
		Supplier<List<String>> supplier() {
			return List::of;
		}

		@Bean
		Callable<String> callable() {
			return () -> "";
		}

	}

	static class TeapotException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@RestController
	static class Own {

		@GetMapping("/own/advice")
		void advice() {
			throw new IllegalStateException();
		}

		@GetMapping("/own/other-advice")
		void otherAdvice() {
			throw new UnsupportedOperationException();
		}

		@GetMapping("/own/resolver")
		void resolver() {
			throw new TeapotException();
		}

	}

	@RestControllerAdvice
	static class ProblemAdvice {

		@ExceptionHandler(IllegalStateException.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(HttpStatus.CONFLICT).body("of ProblemAdvice");
		}

	}

	@ControllerAdvice
	static class MishapAdvice {

		@ExceptionHandler(UnsupportedOperationException.class)
		ResponseEntity<String> handle(HttpServletRequest request) {
			return ResponseEntity.status(HttpStatus.CONFLICT).body("of MishapAdvice");
		}

	}

	@RestControllerAdvice
	static class Details extends ResponseEntityExceptionHandler {

	}

}
