package dev.mishap.internal.input;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.ProblemPipeline.Loader;
import dev.mishap.internal.input.BodyLanguage.Failure.Kind;
import dev.mishap.internal.input.BodyLanguage.JavaNames;
import dev.mishap.internal.rows.StandardRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Answers to bodies, and parts of bodies, that could not be read. */
final class UnreadableBodies {

	private static final String MALFORMED_BODY = "MALFORMED_BODY";

	static final Problem UNSUPPORTED_CODING = Problem.of(415, "UNSUPPORTED_CONTENT_CODING")
		.withHeader("Accept-Encoding", "identity");

	private final BodyConverters bodies;

	private final InvalidParts parts;

	private final WebFramework framework;

	UnreadableBodies(BodyConverters bodies, InvalidParts parts, WebFramework framework) {
		this.bodies = bodies;
		this.parts = parts;
		this.framework = framework;
	}

	/**
	 * Returns the problem of a body, which is that of its coding where nobody has undone
	 * it (RFC 9110, section 12.5.3).
	 */
	Problem problemOf(HttpMessageNotReadableException exception, ProblemRequest request) {
		return unlessEncoded(describe(exception, request), request);
	}

	private static Problem unlessEncoded(Problem problem, ProblemRequest request) {
		return (isEncoded(request) && !isDecoded(problem)) ? UNSUPPORTED_CODING : problem;
	}

	Problem describe(HttpMessageNotReadableException exception, ProblemRequest request) {
		HttpHeaders headers = exception.getHttpInputMessage().getHeaders();
		String part = part(headers, request);
		Throwable cause = exception.getCause();
		if (cause == null) {
			return (part == null && isOfNoKnownType(request)) ? unsupported(request) : missing(part);
		}
		return describe(cause, contentType(headers), type(part, request), part, request);
	}

	/**
	 * Returns the answer to what a codec failed with.
	 * @param parameter the argument that was to be read, or {@code null} if it is not
	 * known
	 * @param cause what the codec failed with, or {@code null} if there was no body
	 * @param request the request
	 */
	Problem describe(@Nullable MethodParameter parameter, @Nullable Throwable cause, ProblemRequest request) {
		InputSource source = (parameter != null) ? InputSource.of(parameter) : null;
		String part = (source != null && source.location() == Location.PART) ? source.name() : null;
		if (cause == null) {
			return missing(part);
		}
		Problem problem = describe(cause, (part == null) ? BodyConverters.contentType(request) : null,
				(source != null) ? source.type() : null, part, request);
		return unlessEncoded(problem, request);
	}

	private Problem describe(Throwable cause, @Nullable MediaType contentType, @Nullable ResolvableType type,
			@Nullable String part, ProblemRequest request) {
		BodyLanguage.Failure failure = this.bodies.failure(cause, contentType, type);
		if (failure != null) {
			return describe(failure, part, request);
		}
		if (cause instanceof CharConversionException || cause instanceof CharacterCodingException) {
			return malformed("encoding", part);
		}
		return (cause instanceof IOException) ? Problem.of(400, "REQUEST_INCOMPLETE") : malformed("", part);
	}

	Problem[] answers() {
		return new Problem[] { Problem.of(400, MALFORMED_BODY), Problem.of(400, "MISSING_BODY"),
				ParameterRows.missing("MISSING_PART", Location.PART, ""), Problem.of(400, "REQUEST_INCOMPLETE"),
				Problem.of(413), Problem.of(415), UNSUPPORTED_CODING, this.parts.failed() };
	}

	/** A part has header fields of its own, its name among them. */
	private static @Nullable String part(HttpHeaders headers, ProblemRequest request) {
		MediaType whole = BodyConverters.contentType(request);
		return (whole != null && "multipart".equals(whole.getType())) ? headers.getContentDisposition().getName()
				: null;
	}

	private static @Nullable MediaType contentType(HttpHeaders headers) {
		try {
			return headers.getContentType();
		}
		catch (IllegalArgumentException ignored) {
			return null;
		}
	}

	/** Returns what the handler wanted to read, if it is known. */
	private @Nullable ResolvableType type(@Nullable String part, ProblemRequest request) {
		List<ResolvableType> types = new ArrayList<>();
		for (MethodParameter argument : this.framework.arguments(request)) {
			InputSource source = InputSource.of(argument);
			boolean meant = source != null && source.isRead()
					&& ((part != null) ? part.equals(source.name()) : source.isBody());
			if (source != null && meant) {
				types.add(source.type());
			}
		}
		return (types.size() == 1) ? types.get(0) : null;
	}

	/**
	 * Spring's own exception has no cause where the body is missing. With handlers of
	 * others, such as those of Data REST, it has none either where no converter can read
	 * the body.
	 */
	private boolean isOfNoKnownType(ProblemRequest request) {
		List<MethodParameter> arguments = this.framework.arguments(request);
		MediaType type = BodyConverters.contentType(request);
		return type != null && !isJson(type) && !arguments.isEmpty() && arguments.stream().noneMatch((argument) -> {
			InputSource source = InputSource.of(argument);
			return source != null && source.isBody();
		});
	}

	private static boolean isJson(MediaType type) {
		return MediaType.APPLICATION_JSON.isCompatibleWith(type) || "json".equals(type.getSubtypeSuffix());
	}

	private static Problem unsupported(ProblemRequest request) {
		return StandardRows.withAccept(Problem.of(415), MediaType.APPLICATION_JSON_VALUE, request);
	}

	private static Problem missing(@Nullable String part) {
		return (part != null) ? ParameterRows.missing("MISSING_PART", Location.PART, part)
				: Problem.of(400, "MISSING_BODY");
	}

	private Problem describe(BodyLanguage.Failure failure, @Nullable String part, ProblemRequest request) {
		return switch (failure.kind()) {
			case EMPTY -> missing(part);
			case SYNTAX -> at(failure, (failure.line() > 0) ? "at" : "syntax", part);
			case ENCODING -> at(failure, "encoding", part);
			case CUT -> at(failure, "cut", part);
			case TRANSFER -> Problem.of(400, "REQUEST_INCOMPLETE");
			case TOO_DEEP -> at(failure, "depth", part);
			case NUMBER_TOO_LONG -> at(failure, "number", part);
			case NAME_TOO_LONG -> at(failure, "name", part);
			case LIMIT -> at(failure, "limit", part);
			case TOO_LARGE -> Problem.of(413, "CONTENT_TOO_LARGE").withWording(Wording.of("CONTENT_TOO_LARGE.parser"));
			default -> unfit(failure, part, request);
		};
	}

	private static Problem at(BodyLanguage.Failure failure, String what, @Nullable String part) {
		if (failure.line() <= 0) {
			return malformed("cut".equals(what) ? "syntax" : what, part);
		}
		String line = Integer.toString(failure.line());
		String column = Integer.toString(failure.column());
		return malformed(what, part, line, column).withExtension("line", failure.line())
			.withExtension("column", failure.column());
	}

	private static Problem malformed(String what, @Nullable String part, String... place) {
		Problem problem = Problem.of(400, MALFORMED_BODY);
		if (part == null) {
			return what.isEmpty() ? problem
					: problem.withWording(Wording.of(MALFORMED_BODY + "." + what, (Object[]) place));
		}
		Wording wording = Wording.of(MALFORMED_BODY + ".part", part);
		if (place.length > 0 && (what.equals("at") || what.equals("cut"))) {
			wording = Wording.of(MALFORMED_BODY + (what.equals("at") ? ".part_at" : ".part_cut"), part, place[0],
					place[1]);
		}
		return problem.withWording(wording).withExtension("part", part);
	}

	private Problem unfit(BodyLanguage.Failure failure, @Nullable String part, ProblemRequest request) {
		Problem known = (failure.kind() == Kind.REFUSED) ? this.parts.known(failure.cause(), request) : null;
		if (known != null && !known.violations().isEmpty()) {
			return known;
		}
		String pointer = failure.path().pointer();
		Map<String, Object> attributes = new LinkedHashMap<>();
		if (part != null && !failure.path().isRoot()) {
			attributes.put("pointer", pointer);
		}
		Location location = (part != null) ? Location.PART : Location.BODY;
		String name = (part != null) ? part : pointer;
		if (known != null) {
			Wording wording = Wording.of(known.code());
			return known
				.withViolations(List.of(new Violation(location, name, known.code(), null, wording, attributes)));
		}
		Expectation expectation = expectation(failure);
		if (failure.kind() == Kind.OUT_OF_RANGE) {
			bounds(failure, attributes);
		}
		if (!expectation.allowed().isEmpty()) {
			attributes.put("allowed", expectation.allowed());
		}
		String field = failure.path().pattern();
		this.parts.addRejected(attributes, field, failure.value());
		return this.parts.problem(List
			.of(this.parts.words(field, expectation.code(), expectation.wording()).at(location, name, attributes)));
	}

	private static Expectation expectation(BodyLanguage.Failure failure) {
		return switch (failure.kind()) {
			case UNKNOWN_VALUE -> Expectation.oneOf(failure.allowed());
			case WRONG_NAME -> Expectation.named(failure.allowed());
			case WRONG_TYPE -> Expectation.of(failure.target(), failure.pattern());
			case NULL -> Expectation.as("NOT_NULL", "NOT_NULL");
			case MISSING -> Expectation.as(InvalidParts.REQUIRED, InvalidParts.REQUIRED);
			case NO_VALUE -> Expectation.as(InvalidParts.REQUIRED, "REQUIRED.value");
			case REFUSED -> Expectation.as(InvalidParts.INVALID, InvalidParts.INVALID);
			default -> Expectation.as(failure.kind().name(), failure.kind().name());
		};
	}

	private static void bounds(BodyLanguage.Failure failure, Map<String, Object> attributes) {
		Class<?> type = failure.target();
		if (type == int.class || type == Integer.class) {
			attributes.put("min", Integer.MIN_VALUE);
			attributes.put("max", Integer.MAX_VALUE);
		}
		else if (type == long.class || type == Long.class) {
			attributes.put("min", Long.MIN_VALUE);
			attributes.put("max", Long.MAX_VALUE);
		}
	}

	/**
	 * A parser that came beyond the beginning has read decoded text: a filter has undone
	 * the coding and left the field as it was.
	 */
	private static boolean isDecoded(Problem problem) {
		return problem.status() != 400 || (problem.extensions().get("line") instanceof Integer line
				&& problem.extensions().get("column") instanceof Integer column && (line > 1 || column > 2));
	}

	private static boolean isEncoded(ProblemRequest request) {
		for (String line : request.headers("Content-Encoding")) {
			for (String coding : line.split(",")) {
				String name = coding.trim().toLowerCase(Locale.ROOT);
				if (!name.isEmpty() && !name.equals("identity")) {
					return true;
				}
			}
		}
		return false;
	}

	/** What reads bodies in the application, and the libraries behind it. */
	static final class BodyConverters {

		private final List<BodyLanguage> languages;

		private final Supplier<List<WebFramework.BodyReader>> readers;

		BodyConverters(List<BodyLanguage> languages, Supplier<List<WebFramework.BodyReader>> readers) {
			this.languages = languages;
			this.readers = Loader.once(readers);
		}

		/**
		 * Returns the names in a body.
		 * @param type the class that it was read into
		 * @param contentType the type of its content, or {@code null} if it is not known
		 */
		BodyLanguage.Names names(Class<?> type, @Nullable MediaType contentType) {
			BodyLanguage.Names first = null;
			for (WebFramework.BodyReader reader : this.readers.get()) {
				BodyLanguage.Names names = names(reader.codec());
				if (reader.canRead(type, contentType)) {
					return (names != null) ? names : JavaNames.OF_PROPERTIES;
				}
				first = (first != null) ? first : names;
			}
			return (first != null) ? first : JavaNames.OF_PROPERTIES;
		}

		private BodyLanguage.@Nullable Names names(Object codec) {
			for (BodyLanguage language : this.languages) {
				BodyLanguage.Names names = language.names(codec);
				if (names != null) {
					return names;
				}
			}
			return null;
		}

		/**
		 * Returns why a body could not be read.
		 * @param cause what the converter failed with
		 * @param contentType the type of its content, or {@code null} if it is not known
		 * @param type the type that it was read into, or {@code null} if it is not known
		 * @return the failure, or {@code null} if no library knows it
		 */
		BodyLanguage.@Nullable Failure failure(Throwable cause, @Nullable MediaType contentType,
				@Nullable ResolvableType type) {
			for (BodyLanguage language : this.languages) {
				BodyLanguage.Failure failure = language.failure(cause, codec(language, contentType), type);
				if (failure != null) {
					return failure;
				}
			}
			return null;
		}

		private @Nullable Object codec(BodyLanguage language, @Nullable MediaType contentType) {
			for (WebFramework.BodyReader reader : this.readers.get()) {
				if (language.names(reader.codec()) != null && (contentType == null || reader.isFor(contentType))) {
					return reader.codec();
				}
			}
			return null;
		}

		/**
		 * Returns the type of the content, {@code null} if there is none that makes
		 * sense.
		 */
		static @Nullable MediaType contentType(ProblemRequest request) {
			String contentType = request.header(HttpHeaders.CONTENT_TYPE);
			try {
				return (contentType != null) ? MediaType.parseMediaType(contentType) : null;
			}
			catch (InvalidMediaTypeException ignored) {
				return null;
			}
		}

		/**
		 * Bodies that Gson reads. It tells the place of a syntax error in its message
		 * only; what else is wrong with a body it doesn't tell apart.
		 */
		static final class Gson implements BodyLanguage {

			private static final Pattern PLACE = Pattern.compile(" at line (\\d{1,9}) column (\\d{1,9}) path ");

			@Override
			public BodyLanguage.@Nullable Names names(Object codec) {
				return null;
			}

			@Override
			public BodyLanguage.@Nullable Failure failure(Throwable exception, @Nullable Object codec,
					@Nullable ResolvableType type) {
				if (!(exception instanceof JsonParseException)) {
					return null;
				}
				Throwable cause = exception.getCause();
				if (cause instanceof MalformedJsonException) {
					return at(Kind.SYNTAX, cause);
				}
				return (cause instanceof EOFException) ? at(Kind.CUT, cause) : null;
			}

			private static BodyLanguage.Failure at(Kind kind, Throwable cause) {
				String message = cause.getMessage();
				Matcher place = (message != null) ? PLACE.matcher(message) : null;
				if (place == null || !place.find()) {
					return new BodyLanguage.Failure(kind, 0, 0);
				}
				return new BodyLanguage.Failure(kind, Integer.parseInt(place.group(1)),
						Integer.parseInt(place.group(2)));
			}

		}

		/**
		 * Bodies that kotlinx.serialization reads. Only its messages say where a body
		 * does not fit; a message that is not known leads to a coarser answer. Its
		 * exception is found by name, because the library is compiled without Kotlin.
		 */
		static final class KotlinSerialization implements BodyLanguage {

			private static final String EXCEPTION = "kotlinx.serialization.SerializationException";

			private static final String PATH = " at path: (\\$\\S*)(?:\\n.*)?";

			private static final Pattern MISSING = Pattern.compile(
					"Fields? (?:'([^']+)'|\\[([^,\\]]+)[^\\]]*]) (?:is|are) required for type with serial name '[^']*', "
							+ "but (?:it was|they were) missing" + PATH,
					Pattern.DOTALL);

			private static final Pattern UNFIT = Pattern.compile(
					"Unexpected JSON token at offset \\d+: (?:(Expected string literal but 'null' literal was found)|"
							+ "Unexpected symbol '[^\\n]' in numeric literal|Failed to parse \\w+ for input '[^'\\n]*')"
							+ PATH,
					Pattern.DOTALL);

			private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[(\\d+)]|\\['([^'\\]]*)']");

			@Override
			public BodyLanguage.@Nullable Names names(Object codec) {
				return null;
			}

			@Override
			public BodyLanguage.@Nullable Failure failure(Throwable exception, @Nullable Object codec,
					@Nullable ResolvableType type) {
				String message = exception.getMessage();
				if (message == null || !isOfThisLibrary(exception.getClass())) {
					return null;
				}
				Matcher missing = MISSING.matcher(message);
				if (missing.matches()) {
					String first = (missing.group(1) != null) ? missing.group(1) : missing.group(2);
					return failure(Kind.MISSING, path(missing.group(3)).member(first));
				}
				Matcher unfit = UNFIT.matcher(message);
				if (unfit.matches()) {
					return failure((unfit.group(1) != null) ? Kind.NULL : Kind.WRONG_TYPE, path(unfit.group(2)));
				}
				return null;
			}

			private static boolean isOfThisLibrary(Class<?> type) {
				for (Class<?> each = type; each != null; each = each.getSuperclass()) {
					if (each.getName().equals(EXCEPTION)) {
						return true;
					}
				}
				return false;
			}

			private static BodyLanguage.Failure failure(Kind kind, ClientPath path) {
				return new BodyLanguage.Failure(kind, path, null, null, List.of(), 0, 0, null, null);
			}

			/** Reads {@code $.items[0].price}, as far as it can be read. */
			private static ClientPath path(String text) {
				ClientPath path = ClientPath.ROOT;
				Matcher step = STEP.matcher(text);
				int end = 1;
				while (step.find(end) && step.start() == end) {
					if (step.group(1) != null) {
						path = path.member(step.group(1));
					}
					else if (step.group(2) != null) {
						path = path.element(Integer.valueOf(step.group(2)));
					}
					else {
						path = path.element(step.group(3));
					}
					end = step.end();
					if (end >= text.length()) {
						break;
					}
				}
				return path;
			}

		}

	}

}
