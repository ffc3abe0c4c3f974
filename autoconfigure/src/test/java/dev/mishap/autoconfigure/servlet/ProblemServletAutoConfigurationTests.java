package dev.mishap.autoconfigure.servlet;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import dev.mishap.RequestIdMdc;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.servlet.ProblemErrorController;
import dev.mishap.internal.servlet.ProblemFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.ModelAndView;

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
		this.contexts.run((context) -> assertThat(context).hasSingleBean(ProblemErrorController.OfBoot.class));
	}

	@Test
	void codeThatCallsTheControllerItselfGetsWhatBootWouldGive() {
		this.contexts.run((context) -> {
			BasicErrorController controller = context.getBean("basicErrorController", BasicErrorController.class);
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 410);
			ModelAndView page = controller.errorHtml(request, new MockHttpServletResponse());
			assertThat(page.getViewName()).isEqualTo("error");
			assertThat(page.getModel()).containsEntry("status", 410);
			assertThat(controller.error(request).getBody()).containsEntry("status", 410);
			assertThat(controller.error(new MockHttpServletRequest()).getStatusCode().value()).isEqualTo(500);
		});
	}

	@Test
	void backsOffFromTheErrorControllerOfTheApplication() {
		this.contexts.withBean("own", ErrorController.class, () -> new ErrorController() {
		})
			.run((context) -> assertThat(context).hasSingleBean(ErrorController.class)
				.doesNotHaveBean(ProblemErrorController.OfBoot.class));
	}

	@Test
	void filterStaysWithoutSpringMvc() {
		this.contexts.withClassLoader(new FilteredClassLoader(ErrorController.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("mishapFilter")
				.doesNotHaveBean("mishapErrorController"));
	}

	@Test
	void decoratorOfTheApplicationIsTheOneThatIsInjectedAndBothAreApplied() {
		this.contexts.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withUserConfiguration(OwnDecorator.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean("own", SimpleAsyncTaskExecutor.class)).isNotNull();
				AtomicReference<String> seen = new AtomicReference<>();
				String before = RequestIdMdc.set("of the caller");
				try {
					context.getBean(ThreadPoolTaskExecutorBuilder.class).configure(new ThreadPoolTaskExecutor() {

						private static final long serialVersionUID = 1L;

						@Override
						public void setTaskDecorator(TaskDecorator decorator) {
							Runnable task = decorator
								.decorate(() -> seen.set(Thread.currentThread().getName() + ", " + RequestIdMdc.get()));
							RequestIdMdc.set(null);
							task.run();
						}

					});
				}
				finally {
					RequestIdMdc.set(before);
				}
				assertThat(seen.get()).isEqualTo("decorated, of the caller");
			});
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

	/** Takes the only decorator that there is. */
	@Configuration(proxyBeanMethods = false)
	static class OwnDecorator {

		@Bean
		TaskDecorator decorator() {
			return (task) -> () -> {
				String name = Thread.currentThread().getName();
				Thread.currentThread().setName("decorated");
				try {
					task.run();
				}
				finally {
					Thread.currentThread().setName(name);
				}
			};
		}

		@Bean
		Executor own(TaskDecorator decorator) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setTaskDecorator(decorator);
			return executor;
		}

	}

}
