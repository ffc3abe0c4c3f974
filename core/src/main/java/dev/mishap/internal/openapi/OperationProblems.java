package dev.mishap.internal.openapi;

import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.mishap.AnswersWith;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds the problems that an operation can answer with, from what its handler says of
 * itself: what it reads and writes, what it declares to throw, and what protects it. What
 * a handler does not say, nobody can know.
 */
final class OperationProblems {

	private static final Set<String> GUARDS = Set.of("PreAuthorize", "Secured", "RolesAllowed", "DenyAll",
			"AuthorizeReturnObject");

	/** What throws in the name of a handler, by name: each of them may be missing. */
	private static final Map<String, String> LIMITS = Map.of("io.github.resilience4j.bulkhead.annotation.Bulkhead",
			"io.github.resilience4j.bulkhead.BulkheadFullException",
			"io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker",
			"io.github.resilience4j.circuitbreaker.CallNotPermittedException",
			"io.github.resilience4j.ratelimiter.annotation.RateLimiter",
			"io.github.resilience4j.ratelimiter.RequestNotPermitted",
			"io.github.resilience4j.timelimiter.annotation.TimeLimiter", "java.util.concurrent.TimeoutException");

	private static final Log logger = LogFactory.getLog(OperationProblems.class);

	private final ProblemRegistry registry;

	private final ProblemResponses.@Nullable Protection protection;

	OperationProblems(ProblemRegistry registry, ProblemResponses.@Nullable Protection protection) {
		this.registry = registry;
		this.protection = protection;
	}

	/**
	 * Returns the problems of an operation, by status and then by code.
	 * @param handler the method that answers
	 * @param secured whether the operation says of itself that it needs credentials
	 */
	List<ProblemEntry> of(HandlerMethod handler, boolean secured) {
		Set<ProblemEntry> found = new LinkedHashSet<>();
		Set<String> codes = new TreeSet<>();
		for (MethodParameter parameter : handler.getMethodParameters()) {
			ofParameter(parameter, codes);
		}
		Mapping mapping = Mapping.of(handler);
		if (mapping.consumes()) {
			codes.add("UNSUPPORTED_MEDIA_TYPE");
		}
		if (mapping.produces()) {
			codes.add("NOT_ACCEPTABLE");
		}
		if (mapping.parameters()) {
			codes.add("UNSATISFIED_PARAMETERS");
		}
		ProblemResponses.Protection guard = this.protection;
		if (guard != null && isProtected(handler, mapping, guard, secured)) {
			codes.addAll(guard.codes());
		}
		codes.add("INTERNAL_ERROR");
		for (Class<? extends Throwable> thrown : thrown(handler)) {
			found.addAll(this.registry.leadingFrom(thrown));
		}
		found.addAll(declared(handler));
		return inOrder(codes, found);
	}

	/**
	 * Returns the problems of an operation whose handler has no mapping of its own, such
	 * as a functional route, by status and then by code.
	 * @param method the HTTP method
	 * @param path the path, with variables in braces
	 * @param body whether a body is read
	 * @param parsed whether the body is more than text or bytes
	 * @param secured whether the operation says of itself that it needs credentials
	 */
	List<ProblemEntry> of(String method, String path, boolean body, boolean parsed, boolean secured) {
		Set<String> codes = new TreeSet<>(Set.of("INTERNAL_ERROR"));
		add(codes, body, "CONTENT_TOO_LARGE");
		add(codes, parsed, "MALFORMED_BODY");
		add(codes, parsed, "UNSUPPORTED_MEDIA_TYPE");
		ProblemResponses.Protection guard = this.protection;
		if (guard != null && (secured || guard.refusesAnonymous(method, Mapping.fitting(path)))) {
			codes.addAll(guard.codes());
		}
		return inOrder(codes, Set.of());
	}

	private List<ProblemEntry> inOrder(Set<String> codes, Set<ProblemEntry> further) {
		Set<ProblemEntry> found = new LinkedHashSet<>(further);
		for (String code : codes) {
			ProblemEntry entry = this.registry.find(code);
			if (entry != null) {
				found.add(entry);
			}
		}
		return this.registry.problems().stream().filter(found::contains).toList();
	}

	/**
	 * Returns whether a handler is an annotated one, which says itself what it is mapped
	 * to.
	 */
	static boolean isMapped(HandlerMethod handler) {
		return Mapping.find(handler.getMethod()) != null;
	}

	private static boolean isProtected(HandlerMethod handler, Mapping mapping, ProblemResponses.Protection guard,
			boolean secured) {
		if (secured || annotatedByName(handler, GUARDS)) {
			return true;
		}
		return mapping.methods()
			.stream()
			.anyMatch((method) -> mapping.paths().stream().anyMatch((path) -> guard.refusesAnonymous(method, path)));
	}

	private static void ofParameter(MethodParameter parameter, Set<String> codes) {
		Class<?> type = typeOf(parameter);
		boolean optional = parameter.isOptional();
		RequestBody body = parameter.getParameterAnnotation(RequestBody.class);
		RequestPart part = parameter.getParameterAnnotation(RequestPart.class);
		RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
		RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
		CookieValue cookie = parameter.getParameterAnnotation(CookieValue.class);
		boolean named = true;
		if (body != null) {
			ofBody(type, body.required() && !optional, codes);
			named = false;
		}
		else if (part != null || isPart(type)) {
			boolean required = (part != null) ? part.required() : param == null || param.required();
			add(codes, required && !optional, "MISSING_PART");
			codes.addAll(List.of("MALFORMED_BODY", "CONTENT_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"));
			add(codes, part != null && !isRaw(type) && !isPart(type), "VALIDATION_FAILED");
			named = false;
		}
		else if (param != null) {
			add(codes, isRequired(param.required(), param.defaultValue()) && !optional && !isMap(type),
					"MISSING_PARAMETER");
		}
		else if (header != null) {
			add(codes, isRequired(header.required(), header.defaultValue()) && !optional && !isMap(type),
					"MISSING_HEADER");
		}
		else if (cookie != null) {
			add(codes, isRequired(cookie.required(), cookie.defaultValue()) && !optional, "MISSING_COOKIE");
		}
		else if (!parameter.hasParameterAnnotation(PathVariable.class)) {
			boolean simple = parameter.getParameterAnnotations().length == 0 && isSimple(type);
			boolean model = parameter.hasParameterAnnotation(ModelAttribute.class) || isModel(parameter, type);
			add(codes, model, "VALIDATION_FAILED");
			named = simple;
		}
		add(codes, named && isConverted(type), "INVALID_PARAMETER");
		add(codes, isConstrained(parameter), "VALIDATION_FAILED");
	}

	/** What a publisher or an optional value has in it, or an exchange is about. */
	private static Class<?> typeOf(MethodParameter parameter) {
		Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
		boolean published = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
		return published ? ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve(Object.class) : type;
	}

	private static void ofBody(Class<?> type, boolean required, Set<String> codes) {
		add(codes, required, "MISSING_BODY");
		codes.addAll(List.of("CONTENT_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"));
		if (!isRaw(type)) {
			codes.addAll(List.of("MALFORMED_BODY", "VALIDATION_FAILED"));
		}
	}

	private static void add(Set<String> codes, boolean added, String code) {
		if (added) {
			codes.add(code);
		}
	}

	private static boolean isRequired(boolean required, String defaultValue) {
		return required && defaultValue.equals(ValueConstants.DEFAULT_NONE);
	}

	private static boolean isMap(Class<?> type) {
		return Map.class.isAssignableFrom(type);
	}

	private static boolean isRaw(Class<?> type) {
		return type == byte[].class || CharSequence.class.isAssignableFrom(type)
				|| Resource.class.isAssignableFrom(type) || InputStream.class.isAssignableFrom(type)
				|| type == ByteBuffer.class || DataBuffer.class.isAssignableFrom(type);
	}

	private static boolean isPart(Class<?> type) {
		return Set.of("MultipartFile", "Part", "FilePart", "FilePartEvent").contains(type.getSimpleName());
	}

	private static boolean isSimple(Class<?> type) {
		return BeanUtils.isSimpleProperty(type) && !isOfFramework(type);
	}

	private static boolean isModel(MethodParameter parameter, Class<?> type) {
		return parameter.getParameterAnnotations().length == 0 && !BeanUtils.isSimpleProperty(type)
				&& !isOfFramework(type) && !type.isInterface();
	}

	private static boolean isOfFramework(Class<?> type) {
		String name = type.getName();
		return name.startsWith("org.springframework.") || name.startsWith("jakarta.servlet.")
				|| name.startsWith("java.time.ZoneId") || Principal.class.isAssignableFrom(type)
				|| InputStream.class.isAssignableFrom(type) || Reader.class.isAssignableFrom(type)
				|| type == Locale.class || isMap(type);
	}

	/** Text is taken as it is. */
	private static boolean isConverted(Class<?> type) {
		return type != String.class && type != Object.class && !isMap(type) && !Collection.class.isAssignableFrom(type)
				&& type != String[].class;
	}

	/** By name: Bean Validation may be missing. */
	private static boolean isConstrained(MethodParameter parameter) {
		return Arrays.stream(parameter.getParameterAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().startsWith("Valid")
					|| Arrays.stream(annotation.annotationType().getAnnotations())
						.anyMatch((meta) -> meta.annotationType().getName().equals("jakarta.validation.Constraint")));
	}

	private static boolean annotatedByName(HandlerMethod handler, Set<String> names) {
		return annotations(handler.getMethod(), handler.getBeanType()).stream()
			.anyMatch((annotation) -> isOrHas(annotation, names));
	}

	private static List<Class<? extends Throwable>> thrown(HandlerMethod handler) {
		List<Class<? extends Throwable>> thrown = new ArrayList<>();
		for (Class<?> type : handler.getMethod().getExceptionTypes()) {
			thrown.add(type.asSubclass(Throwable.class));
		}
		for (Annotation annotation : annotations(handler.getMethod(), handler.getBeanType())) {
			String exception = LIMITS.get(annotation.annotationType().getName());
			ClassLoader loader = annotation.annotationType().getClassLoader();
			// what a fallback answers is not known
			if (exception != null && ClassUtils.isPresent(exception, loader)
					&& "".equals(AnnotationUtils.getValue(annotation, "fallbackMethod"))) {
				thrown.add(ClassUtils.resolveClassName(exception, loader).asSubclass(Throwable.class));
			}
		}
		return thrown;
	}

	private List<ProblemEntry> declared(HandlerMethod handler) {
		Set<String> codes = new TreeSet<>();
		for (AnnotatedElement element : List.of(handler.getMethod(), handler.getBeanType())) {
			AnswersWith declared = AnnotatedElementUtils.findMergedAnnotation(element, AnswersWith.class);
			if (declared != null) {
				codes.addAll(List.of(declared.value()));
			}
		}
		List<ProblemEntry> entries = this.registry.problems()
			.stream()
			.filter((entry) -> codes.contains(entry.code()))
			.toList();
		entries.forEach((entry) -> codes.remove(entry.code()));
		if (!codes.isEmpty()) {
			logger.warn("@AnswersWith of " + handler.getShortLogMessage() + " has codes that nothing answers with: "
					+ String.join(", ", codes));
		}
		return entries;
	}

	private static boolean isOrHas(Annotation annotation, Set<String> names) {
		return names.contains(annotation.annotationType().getSimpleName())
				|| Arrays.stream(annotation.annotationType().getAnnotations())
					.anyMatch((meta) -> names.contains(meta.annotationType().getSimpleName()));
	}

	private static List<Annotation> annotations(Method method, Class<?> type) {
		Set<Annotation> annotations = new LinkedHashSet<>();
		annotations.addAll(Arrays.asList(method.getAnnotations()));
		annotations.addAll(Arrays.asList(ClassUtils.getUserClass(type).getAnnotations()));
		return List.copyOf(annotations);
	}

	/**
	 * What a handler is mapped to.
	 *
	 * @param methods the HTTP methods
	 * @param paths paths that fit its patterns
	 * @param consumes whether it says what it reads
	 * @param produces whether it says what it writes
	 * @param parameters whether parameters decide that it is chosen
	 */
	private record Mapping(List<String> methods, List<String> paths, boolean consumes, boolean produces,
			boolean parameters) {

		static Mapping of(HandlerMethod handler) {
			RequestMapping own = find(handler.getMethod());
			RequestMapping common = find(handler.getBeanType());
			List<String> below = paths(own);
			List<String> paths = paths(common).stream()
				.flatMap((base) -> below.stream().map((path) -> base + path))
				.map(Mapping::fitting)
				.toList();
			List<String> methods = (own != null) ? Arrays.stream(own.method()).map(RequestMethod::name).toList()
					: List.of();
			return new Mapping(methods.isEmpty() ? List.of("GET") : methods, paths,
					any(own, common, RequestMapping::consumes), any(own, common, RequestMapping::produces),
					any(own, common, RequestMapping::params));
		}

		/** Returns a path that fits a pattern. */
		static String fitting(String pattern) {
			return pattern.replaceAll("\\{[^/]*}", "1").replaceAll("\\*+", "1");
		}

		static @Nullable RequestMapping find(AnnotatedElement element) {
			return AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
		}

		private static List<String> paths(@Nullable RequestMapping mapping) {
			return (mapping != null && mapping.path().length > 0) ? Arrays.stream(mapping.path())
				.map((path) -> path.isEmpty() || path.startsWith("/") ? path : "/" + path)
				.toList() : List.of("");
		}

		private static boolean any(@Nullable RequestMapping own, @Nullable RequestMapping common,
				java.util.function.Function<RequestMapping, String[]> part) {
			return own != null && part.apply(own).length > 0 || common != null && part.apply(common).length > 0;
		}

	}

}
