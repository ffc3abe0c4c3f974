package dev.mishap.autoconfigure.input;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemRows;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.autoconfigure.input.BodyFailure.Kind;

import org.springframework.http.converter.HttpMessageNotReadableException;

/** Rows of bodies that could not be read. */
final class UnreadableBodyRows implements ProblemRows {

	private static final String MALFORMED_BODY = "MALFORMED_BODY";

	private final BodyConverters bodies;

	private final Violations violations;

	private final KnownCauses causes;

	UnreadableBodyRows(BodyConverters bodies, Violations violations, KnownCauses causes) {
		this.bodies = bodies;
		this.violations = violations;
		this.causes = causes;
	}

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(HttpMessageNotReadableException.class, this::describe);
	}

	private Problem describe(HttpMessageNotReadableException exception, ProblemRequest request) {
		Throwable cause = exception.getCause();
		if (cause == null) {
			return Problem.of(400, "MISSING_BODY");
		}
		BodyFailure failure = this.bodies.failure(exception);
		if (failure != null) {
			return describe(failure, request);
		}
		if (cause instanceof CharConversionException || cause instanceof CharacterCodingException) {
			return malformed("encoding");
		}
		return Problem.of(400, (cause instanceof IOException) ? "REQUEST_INCOMPLETE" : MALFORMED_BODY);
	}

	private static Problem malformed(String what) {
		return Problem.of(400, MALFORMED_BODY).withWording(Wording.of(MALFORMED_BODY + "." + what));
	}

	private Problem describe(BodyFailure failure, ProblemRequest request) {
		return switch (failure.kind()) {
			case EMPTY -> Problem.of(400, "MISSING_BODY");
			case SYNTAX -> at(failure, (failure.line() > 0) ? "at" : "syntax");
			case ENCODING -> at(failure, "encoding");
			case CUT -> at(failure, "cut");
			case TRANSFER -> Problem.of(400, "REQUEST_INCOMPLETE");
			case TOO_DEEP -> at(failure, "depth");
			case NUMBER_TOO_LONG -> at(failure, "number");
			case NAME_TOO_LONG -> at(failure, "name");
			case LIMIT -> at(failure, "limit");
			case TOO_LARGE -> Problem.of(413, "CONTENT_TOO_LARGE").withWording(Wording.of("CONTENT_TOO_LARGE.parser"));
			default -> unfit(failure, request);
		};
	}

	private static Problem at(BodyFailure failure, String what) {
		Problem problem = Problem.of(400, MALFORMED_BODY);
		if (failure.line() <= 0) {
			return malformed("cut".equals(what) ? "syntax" : what);
		}
		String line = Integer.toString(failure.line());
		String column = Integer.toString(failure.column());
		return problem.withWording(Wording.of(MALFORMED_BODY + "." + what, line, column))
			.withExtension("line", failure.line())
			.withExtension("column", failure.column());
	}

	private Problem unfit(BodyFailure failure, ProblemRequest request) {
		Problem known = (failure.kind() == Kind.REFUSED) ? this.causes.problemFor(failure.cause(), request) : null;
		if (known != null && !known.violations().isEmpty()) {
			return known;
		}
		String pointer = failure.path().pointer();
		if (known != null) {
			Violation place = Violation.of(Location.BODY, pointer, known.code(), Wording.of(known.code()));
			return known.withViolations(List.of(place));
		}
		Map<String, Object> attributes = new LinkedHashMap<>();
		if (failure.kind() == Kind.OUT_OF_RANGE) {
			bounds(failure, attributes);
		}
		if (!failure.allowed().isEmpty()) {
			attributes.put("allowed", failure.allowed());
		}
		this.violations.addRejected(attributes, failure.path().pattern(), failure.value());
		return this.violations
			.problem(List.of(new Violation(Location.BODY, pointer, code(failure), null, wording(failure), attributes)));
	}

	private static String code(BodyFailure failure) {
		return switch (failure.kind()) {
			case NULL -> "NOT_NULL";
			case MISSING -> "REQUIRED";
			case REFUSED -> Codes.INVALID;
			default -> failure.kind().name();
		};
	}

	private static Wording wording(BodyFailure failure) {
		return switch (failure.kind()) {
			case UNKNOWN_VALUE -> SpringErrors.unknownValue(failure.allowed());
			case WRONG_NAME -> failure.allowed().isEmpty() ? Wording.of("WRONG_NAME.other")
					: Wording.of("WRONG_NAME", SpringErrors.listed(failure.allowed()));
			case WRONG_TYPE -> Expectation.of(failure.target(), failure.pattern()).wording();
			default -> Wording.of(code(failure));
		};
	}

	private static void bounds(BodyFailure failure, Map<String, Object> attributes) {
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

}
