package dev.mishap.autoconfigure.input;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.mishap.autoconfigure.InvalidMishapPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;

/**
 * Stops the start where a field whose rejected value is to be shown is none of any
 * handler: a typing error would otherwise show in nothing but a missing value. Nothing is
 * checked where fields cannot be known, as those of routes made of functions, or where
 * only a part of the application was started for a test.
 */
final class RejectedValuesCheck implements SmartInitializingSingleton {

	private static final int MAX_SUGGESTED = 1000;

	private static final String KEY = "mishap.validation.rejected-values";

	private final Collection<String> configured;

	private final Supplier<BodyConverters> bodies;

	private final WebApplicationContext context;

	RejectedValuesCheck(Collection<String> configured, Supplier<BodyConverters> bodies, WebApplicationContext context) {
		this.configured = configured;
		this.bodies = bodies;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<MethodParameter> parameters = isMock() ? null : parameters();
		if (parameters == null) {
			return;
		}
		KnownFields fields = fields(parameters, this::isOnTheWay);
		if (fields.all().isEmpty()) {
			return;
		}
		for (String field : this.configured) {
			if (!fields.contain(field)) {
				throw InvalidMishapPropertyException.unknown(KEY, "no handler takes a field '" + field + "'.", field,
						suggestions(parameters).all());
			}
		}
	}

	/** Types that refer to each other have no end: some of their fields are enough. */
	private KnownFields suggestions(List<MethodParameter> parameters) {
		AtomicInteger looked = new AtomicInteger();
		return fields(parameters, (any) -> looked.incrementAndGet() <= MAX_SUGGESTED);
	}

	private boolean isOnTheWay(String prefix) {
		return this.configured.stream().anyMatch((field) -> field.startsWith(prefix));
	}

	private KnownFields fields(List<MethodParameter> parameters, Predicate<String> wanted) {
		KnownFields fields = new KnownFields(this.bodies.get().all(), wanted);
		for (MethodParameter parameter : parameters) {
			if (parameter.getParameterIndex() < 0) {
				// a handler may be handed a subclass of what a method promises to make
				fields.addUnknown();
				continue;
			}
			parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
			Place place = Place.of(parameter);
			if (place != null) {
				fields.add(place);
			}
		}
		return fields;
	}

	private boolean isMock() {
		return this.context.getServletContext() == null
				|| this.context.getServletContext().getClass().getName().startsWith("org.springframework.mock.");
	}

	/**
	 * Returns all parameters of what is called with something of a request, {@code null}
	 * if there are handlers of which they cannot be known.
	 */
	private @Nullable List<MethodParameter> parameters() {
		List<MethodParameter> parameters = new ArrayList<>();
		Set<Class<?>> owners = new LinkedHashSet<>();
		for (HandlerMapping mapping : this.context.getBeansOfType(HandlerMapping.class, false, true).values()) {
			boolean functions = mapping instanceof RouterFunctionMapping routes && routes.getRouterFunction() != null;
			if (functions || mapping.getClass().getName().startsWith("org.springframework.data.rest.")) {
				return null;
			}
			if (mapping instanceof AbstractHandlerMethodMapping<?> handlers) {
				for (HandlerMethod handler : handlers.getHandlerMethods().values()) {
					if (isOfApplication(handler.getBeanType())) {
						parameters.addAll(Arrays.asList(handler.getMethodParameters()));
						owners.add(handler.getBeanType());
					}
				}
			}
		}
		for (ControllerAdviceBean advice : ControllerAdviceBean.findAnnotatedBeans(this.context)) {
			if (advice.getBeanType() != null) {
				owners.add(ClassUtils.getUserClass(advice.getBeanType()));
			}
		}
		for (Class<?> owner : owners) {
			for (Method method : MethodIntrospector.selectMethods(owner, RejectedValuesCheck::isBeforeHandlers)) {
				if (!BeanUtils.isSimpleProperty(method.getReturnType()) && method.getReturnType() != void.class) {
					parameters.add(new SynthesizingMethodParameter(method, -1));
				}
				for (int i = 0; i < method.getParameterCount(); i++) {
					parameters.add(new SynthesizingMethodParameter(method, i));
				}
			}
		}
		return parameters;
	}

	/** Spring brings handlers of its own, such as those of actuator. */
	private static boolean isOfApplication(Class<?> type) {
		return !type.getName().startsWith("org.springframework.");
	}

	private static boolean isBeforeHandlers(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class)
				|| AnnotatedElementUtils.hasAnnotation(method, InitBinder.class);
	}

}
