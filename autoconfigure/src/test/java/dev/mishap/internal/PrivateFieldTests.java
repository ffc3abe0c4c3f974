package dev.mishap.internal;

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

	private static final Map<PrivateField, String> TYPES = Map.ofEntries(
			Map.entry(PrivateField.CORS_PROCESSOR, "CorsProcessor"),
			Map.entry(PrivateField.CSRF_DENIED, "AccessDeniedHandler"),
			Map.entry(PrivateField.LOGIN_FAILED, "AuthenticationFailureHandler"),
			Map.entry(PrivateField.SESSION_FAILED, "AuthenticationFailureHandler"),
			Map.entry(PrivateField.SESSION_EXPIRED, "SessionInformationExpiredStrategy"),
			Map.entry(PrivateField.BASIC_REFUSED, "AuthenticationEntryPoint"),
			Map.entry(PrivateField.DEFAULT_ENTRY_POINT, "AuthenticationEntryPoint"),
			Map.entry(PrivateField.JETTY_PARSER, "HttpParser"), Map.entry(PrivateField.JETTY_METHOD, "String"),
			Map.entry(PrivateField.WEBFLUX_CORS_SOURCE, "CorsConfigurationSource"),
			Map.entry(PrivateField.WEBFLUX_CORS_PROCESSOR, "CorsProcessor"),
			Map.entry(PrivateField.WEBFLUX_CSRF_DENIED, "ServerAccessDeniedHandler"),
			Map.entry(PrivateField.WEBFLUX_DENIED, "ServerAccessDeniedHandler"),
			Map.entry(PrivateField.WEBFLUX_UNKNOWN, "ServerAuthenticationEntryPoint"),
			Map.entry(PrivateField.WEBFLUX_LOGIN_FAILED, "ServerAuthenticationFailureHandler"),
			Map.entry(PrivateField.WEBFLUX_FAILED_ENTRY_POINT, "ServerAuthenticationEntryPoint"),
			Map.entry(PrivateField.WEBFLUX_DEFAULT_ENTRY_POINT, "ServerAuthenticationEntryPoint"),
			Map.entry(PrivateField.WEBFLUX_ENTRY_POINTS, "List"));

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
