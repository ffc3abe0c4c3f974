package dev.mishap.internal.input;

import java.util.ArrayList;
import java.util.List;

import dev.mishap.internal.input.BodyLanguage.Failure.Kind;
import dev.mishap.internal.input.Way.Node.Member;
import dev.mishap.internal.input.Way.Outcome;
import dev.mishap.internal.input.Way.Reference;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/** What an exception of Jackson means, whatever generation it is of. */
final class JacksonFailures {

	private JacksonFailures() {
	}

	/**
	 * Returns what an exception means.
	 * @param raw the facts of the exception
	 * @param names the names in the body, or {@code null} if they are not known
	 * @param type the type that the body was read into, or {@code null} if it is not
	 * known
	 * @return the failure, or {@code null} if the types themselves are at fault
	 */
	static BodyLanguage.@Nullable Failure describe(Raw raw, @Nullable JacksonNames names,
			@Nullable ResolvableType type) {
		Kind unreadable = unreadable(raw);
		if (unreadable != null) {
			return new BodyLanguage.Failure(unreadable, raw.line(), raw.column());
		}
		if (raw.type() == Type.DEFINITION) {
			return null;
		}
		Kind kind = kind(raw);
		Walk walk = (names != null) ? walk(raw, names, type) : Walk.NONE;
		boolean listed = kind == Kind.UNKNOWN_VALUE || kind == Kind.WRONG_NAME;
		return new BodyLanguage.Failure(kind, path(raw, kind, walk), raw.target(),
				(kind == Kind.WRONG_TYPE) ? walk.pattern() : null,
				(listed && names != null && raw.target() != null) ? names.constants(raw.target()) : List.of(),
				raw.line(), raw.column(), raw.value(), (kind == Kind.REFUSED) ? raw.cause() : null);
	}

	private static @Nullable Kind unreadable(Raw raw) {
		return switch (raw.type()) {
			case LIMIT -> Words.limit(raw.message());
			case TRANSFER -> Kind.TRANSFER;
			case ENCODING -> Kind.ENCODING;
			case END -> Kind.CUT;
			case SYNTAX -> Words.isOfEncoding(raw.message()) ? Kind.ENCODING : Kind.SYNTAX;
			case MISMATCH -> (raw.references().isEmpty() && Words.isOfNoContent(raw.message())) ? Kind.EMPTY : null;
			default -> null;
		};
	}

	private static Kind kind(Raw raw) {
		boolean ofEnum = raw.target() != null && raw.target().isEnum();
		return switch (raw.type()) {
			case PROPERTY -> Kind.UNKNOWN_PROPERTY;
			case TYPE_NAME -> Kind.UNKNOWN_KIND;
			case NULL -> (raw.token() == Token.NULL) ? Kind.NULL : Kind.NO_VALUE;
			case COERCION -> Kind.OUT_OF_RANGE;
			case FORMAT ->
				(raw.token() == Token.NAME) ? Kind.WRONG_NAME : ofEnum ? Kind.UNKNOWN_VALUE : Kind.WRONG_TYPE;
			case MISMATCH -> ofEnum ? Kind.UNKNOWN_VALUE : mismatch(raw);
			case INSTANTIATION -> ofEnum ? Kind.UNKNOWN_VALUE : Kind.REFUSED;
			default -> (raw.cause() != null) ? Kind.REFUSED : Kind.WRONG_TYPE;
		};
	}

	private static Kind mismatch(Raw raw) {
		if (raw.token() == Token.NULL) {
			return Kind.NULL;
		}
		if (Words.isOfMissingProperty(raw.message())) {
			return Kind.MISSING;
		}
		boolean absent = Words.isOfNull(raw.message());
		if (raw.token() == Token.END) {
			return absent ? Kind.MISSING : Kind.WRONG_TYPE;
		}
		return absent ? Kind.NO_VALUE : Kind.WRONG_TYPE;
	}

	/** Follows the references of the exception through the types, as far as they lead. */
	private static Walk walk(Raw raw, BodyLanguage.Names names, @Nullable ResolvableType type) {
		List<Reference> references = raw.references();
		ResolvableType root = type;
		if (root == null) {
			if (references.isEmpty() || references.get(0).from() == null) {
				return Walk.NONE;
			}
			// this is enough to find a pattern; whether the body begins at this class
			// is not known
			root = ResolvableType.forClass(references.get(0).from());
		}
		Way way = new Way(names.root(root), null);
		int steps = 0;
		Outcome outcome = Outcome.GONE;
		while (steps < references.size() && outcome == Outcome.GONE) {
			outcome = way.sent(references.get(steps));
			steps += (outcome == Outcome.LOST) ? 0 : 1;
		}
		Member member = (outcome == Outcome.GONE) ? way.last() : null;
		boolean unknown = outcome == Outcome.UNKNOWN && steps == references.size();
		String last = unknown ? references.get(steps - 1).name() : null;
		ClientPath path = (last != null) ? way.path().member(last) : way.path();
		return new Walk((type != null) ? path : null, (member != null) ? member.pattern() : null);
	}

	/**
	 * Returns the way to what failed. Where the parser stands is certain to be in the
	 * body, but what failed may have been read before and kept: then the references of
	 * the exception say what it was. They lack what Jackson reads by itself, as the name
	 * of a type, and count the elements of a set without duplicates: types know more.
	 */
	private static ClientPath path(Raw raw, Kind kind, Walk walk) {
		List<Reference> references = raw.references();
		List<Object> context = raw.context();
		if (context == null) {
			return (walk.path() != null) ? walk.path() : ofReferences(references);
		}
		List<Boolean> entries = new ArrayList<>();
		int confirmed = 0;
		while (confirmed < references.size()) {
			Reference reference = references.get(confirmed);
			int next = indexOf(reference, context, entries.size());
			if (next < 0 && !(reference.name() == null && reference.index() == 0)) {
				break;
			}
			// without an index there, the only element of an array was sent without it
			while (entries.size() <= next) {
				entries.add(entries.size() == next && reference.isOfMap());
			}
			confirmed++;
		}
		if (confirmed == references.size()) {
			boolean ofValue = kind == Kind.WRONG_TYPE || kind == Kind.OUT_OF_RANGE || kind == Kind.NULL
					|| kind == Kind.UNKNOWN_VALUE;
			return ofContext(context, entries, ofValue ? context.size() : entries.size());
		}
		if (walk.path() != null) {
			return walk.path();
		}
		ClientPath path = ofContext(context, entries, entries.size());
		String last = references.get(references.size() - 1).name();
		// what is missing has no place, and what is not known may have been read before
		boolean beside = (kind == Kind.UNKNOWN_PROPERTY || kind == Kind.MISSING || kind == Kind.NO_VALUE)
				&& confirmed == references.size() - 1 && last != null;
		return (beside && last != null) ? path.member(last) : path;
	}

	private static int indexOf(Reference reference, List<Object> context, int start) {
		if (reference.name() == null) {
			return (start < context.size() && context.get(start) instanceof Integer) ? start : -1;
		}
		for (int i = start; i < context.size(); i++) {
			if (reference.name().equals(context.get(i))) {
				return i;
			}
		}
		return -1;
	}

	private static ClientPath ofContext(List<Object> context, List<Boolean> entries, int end) {
		ClientPath path = ClientPath.ROOT;
		for (int i = 0; i < end; i++) {
			boolean member = context.get(i) instanceof String && !(i < entries.size() && entries.get(i));
			path = member ? path.member((String) context.get(i)) : path.element(context.get(i));
		}
		return path;
	}

	private static ClientPath ofReferences(List<Reference> references) {
		ClientPath path = ClientPath.ROOT;
		for (Reference reference : references) {
			String name = reference.name();
			if (name == null) {
				path = path.element(reference.index());
			}
			else {
				path = reference.isOfMap() ? path.element(name) : path.member(name);
			}
		}
		return path;
	}

	/**
	 * How far references lead through the types.
	 *
	 * @param path the way, or {@code null} if nobody knows where it begins
	 * @param pattern the pattern that is expected at its end, or {@code null}
	 */
	private record Walk(@Nullable ClientPath path, @Nullable String pattern) {

		static final Walk NONE = new Walk(null, null);

	}

	/** Types of exceptions. */
	enum Type {

		/** A limit of the parser. */
		LIMIT,

		/** The body did not arrive. */
		TRANSFER,

		/** Bytes in another encoding. */
		ENCODING,

		/** The body ends too early. */
		END,

		/** A syntax error. */
		SYNTAX,

		/** Types of the application that cannot be read. */
		DEFINITION,

		/** A member that is not known. */
		PROPERTY,

		/** The name of a type that is missing or not known. */
		TYPE_NAME,

		/** A null that is not accepted. */
		NULL,

		/** A number that does not fit into its type. */
		COERCION,

		/** A value in another form than expected. */
		FORMAT,

		/** Something else than what was expected. */
		MISMATCH,

		/** Code of the application that makes an object. */
		INSTANTIATION,

		/** Anything else. */
		OTHER

	}

	/** Kinds of tokens at which a value does not fit. */
	enum Token {

		NULL, NAME, END, OTHER

	}

	/**
	 * The facts of an exception.
	 *
	 * @param type the type
	 * @param message what it says
	 * @param line the line, 0 if it is not known
	 * @param column the column, 0 if it is not known
	 * @param target the class that was expected, or {@code null}
	 * @param token the token
	 * @param value the value that was sent, or {@code null}
	 * @param cause what code of the application threw, or {@code null}
	 * @param references the way to what failed, as the exception knows it
	 * @param context where the parser stands, in names and indexes, or {@code null}
	 */
	record Raw(Type type, @Nullable String message, int line, int column, @Nullable Class<?> target, Token token,
			@Nullable Object value, @Nullable Throwable cause, List<Reference> references,
			@Nullable List<Object> context) {

	}

	/**
	 * What Jackson, in both generations, says in words only. Words that are not known
	 * lead to a coarser answer, never to a wrong one.
	 */
	private static final class Words {

		private Words() {
		}

		/** Returns which limit of the parser a message is about. */
		static Kind limit(@Nullable String message) {
			String text = (message != null) ? message : "";
			if (text.contains("nesting depth")) {
				return Kind.TOO_DEEP;
			}
			if (text.startsWith("Number value length") || text.startsWith("BigDecimal scale")) {
				return Kind.NUMBER_TOO_LONG;
			}
			if (text.startsWith("Name ")) {
				return Kind.NAME_TOO_LONG;
			}
			if (text.startsWith("String ") || text.startsWith("Document length") || text.startsWith("Token count")) {
				return Kind.TOO_LARGE;
			}
			return Kind.LIMIT;
		}

		static boolean isOfEncoding(@Nullable String message) {
			return message != null && (message.startsWith("Invalid UTF-8") || message.startsWith("Invalid UTF-32"));
		}

		/** Returns whether there is nothing that could be made a primitive value of. */
		static boolean isOfNull(@Nullable String message) {
			return message != null && message.startsWith("Cannot map `null`");
		}

		static boolean isOfMissingProperty(@Nullable String message) {
			return message != null && message.startsWith("Missing required creator property");
		}

		static boolean isOfNoContent(@Nullable String message) {
			return message != null && message.startsWith("No content to map");
		}

	}

}
