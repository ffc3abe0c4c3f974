package dev.mishap.internal.servlet.webmvc;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.util.ReflectionUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the advice is called without MVC's detour, and where it is not. */
class AdviceShortcutTests {

	private static List<HandlerExceptionResolver> extended(ExceptionHandlerExceptionResolver usual) {
		List<HandlerExceptionResolver> resolvers = new ArrayList<>(List.of(usual));
		ProblemAdvice.Shortcut.addTo(resolvers, Mockito.mock(ProblemAdvice.class));
		return resolvers;
	}

	@Test
	void resolverOfMvcSaysWhetherItIsLimited() {
		Method method = ReflectionUtils.findMethod(ExceptionHandlerExceptionResolver.class,
				ProblemAdvice.Shortcut.HAS_LIMITS);
		assertThat(method).isNotNull();
		assertThat(Modifier.isProtected(method.getModifiers())).isTrue();
		assertThat(method.getReturnType()).isEqualTo(boolean.class);
	}

	@Test
	void shortcutStandsBeforeTheResolverOfMvc() {
		assertThat(extended(new ExceptionHandlerExceptionResolver())).hasSize(2)
			.first()
			.isInstanceOf(ProblemAdvice.Shortcut.class);
	}

	@Test
	void resolverThatIsForSomeHandlersHasNoShortcut() {
		ExceptionHandlerExceptionResolver limited = new ExceptionHandlerExceptionResolver();
		limited.setMappedHandlerClasses(String.class);
		assertThat(extended(limited)).hasSize(1);
	}

	@Test
	void resolverOfAnApplicationHasNoShortcut() {
		assertThat(extended(new ExceptionHandlerExceptionResolver() {
		})).hasSize(1);
	}

}
