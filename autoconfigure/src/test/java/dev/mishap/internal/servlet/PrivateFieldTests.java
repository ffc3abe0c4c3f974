package dev.mishap.internal.servlet;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/** The fields of other libraries that are read, in the versions at hand. */
class PrivateFieldTests {

	private static final Map<PrivateField, String> TYPES = Map.of(PrivateField.CORS_PROCESSOR, "CorsProcessor",
			PrivateField.CSRF_DENIED, "AccessDeniedHandler", PrivateField.LOGIN_FAILED, "AuthenticationFailureHandler",
			PrivateField.SESSION_FAILED, "AuthenticationFailureHandler", PrivateField.SESSION_EXPIRED,
			"SessionInformationExpiredStrategy", PrivateField.BASIC_REFUSED, "AuthenticationEntryPoint",
			PrivateField.DEFAULT_ENTRY_POINT, "AuthenticationEntryPoint");

	private static Field field(PrivateField field) {
		Class<?> owner = ClassUtils.resolveClassName(field.owner(), PrivateField.class.getClassLoader());
		return ReflectionUtils.findField(owner, field.fieldName());
	}

	@ParameterizedTest
	@EnumSource
	void fieldIsThere(PrivateField field) {
		assertThat(field(field)).as(field.owner() + "." + field.fieldName()).isNotNull();
		assertThat(field(field).getType().getSimpleName()).isEqualTo(TYPES.get(field));
	}

	@ParameterizedTest
	@EnumSource
	void fieldIsReachableInANativeImage(PrivateField field) {
		RuntimeHints hints = new RuntimeHints();
		new PrivateField.Hints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(field(field))).accepts(hints);
	}

	@Test
	void partOfAnotherTypeIsNotHandedOver() {
		CorsFilter filter = new CorsFilter((request) -> null);
		List<Object> found = new ArrayList<>();
		PrivateField.CORS_PROCESSOR.with(filter, String.class, found::add);
		assertThat(found).isEmpty();
		PrivateField.CORS_PROCESSOR.with(filter, Object.class, found::add);
		assertThat(found).hasSize(1);
	}

	@Test
	void objectWithoutTheFieldIsLeftAsItIs() {
		List<Object> found = new ArrayList<>();
		PrivateField.CORS_PROCESSOR.with("nothing", Object.class, found::add);
		assertThat(found).isEmpty();
	}

}
