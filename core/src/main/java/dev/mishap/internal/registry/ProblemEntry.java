package dev.mishap.internal.registry;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.Problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One kind of problem that an application can answer with.
 *
 * @param code the code in UPPER_SNAKE
 * @param status the HTTP status, 400 to 599
 * @param fault whose concern it is
 * @param retryable whether the same request may succeed later
 * @param type the problem type (RFC 9457, section 3.1.1); {@code about:blank} if there is
 * none
 * @param texts title and detail by language tag, sorted; only languages that have both.
 * Numbers and names in braces stand for what one occurrence puts there
 * @param headers the header fields that its status owes (RFC 9110, section 15) or its row
 * sets, sorted
 * @param origins where it comes from, at least one: the nearest to the application first
 */
public record ProblemEntry(String code, int status, Fault fault, boolean retryable, URI type, Map<String, Text> texts,
		List<String> headers, List<Origin> origins) {

	/**
	 * Creates an entry.
	 */
	public ProblemEntry {
		texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
		headers = List.copyOf(headers);
		origins = List.copyOf(origins);
	}

	/**
	 * Returns the texts for a reader.
	 * @param locale the language of the reader
	 * @return the texts in that language, else in English, else in any; {@code null} if
	 * there are none
	 */
	public @Nullable Text text(Locale locale) {
		for (String tag : List.of(locale.toLanguageTag(), locale.getLanguage(), "en")) {
			Text text = this.texts.get(tag);
			if (text != null) {
				return text;
			}
		}
		return this.texts.isEmpty() ? null : this.texts.values().iterator().next();
	}

	/**
	 * Returns the classes of exceptions that lead to this problem.
	 */
	public List<Class<?>> exceptions() {
		return this.origins.stream().<Class<?>>mapMulti((origin, add) -> {
			if (origin.exception() != null) {
				add.accept(origin.exception());
			}
		}).distinct().toList();
	}

	/**
	 * Title and detail in one language.
	 *
	 * @param title the title
	 * @param detail the detail, or {@code null} if only one occurrence has one
	 */
	public record Text(String title, @Nullable String detail) {

	}

	/**
	 * Where a problem comes from.
	 *
	 * @param source the kind of place
	 * @param where the place: a key of the configuration, the name of a class
	 * @param exception the exception that leads to it, or {@code null} if none does
	 */
	public record Origin(MappedRow.Origin.Source source, String where, @Nullable Class<?> exception) {

	}

	/**
	 * Row of a table of problems as data.
	 *
	 * @param exception the class that the row is for, subclasses included
	 * @param answers the problems that the row can answer with, as far as it was said
	 * when it was added: all parts but status, code, texts and header fields may differ.
	 * None if only the exception decides
	 * @param origin where the row comes from
	 * @param fixed whether it always answers, with the one problem; other rows look into
	 * the exception and may leave it to the next row
	 */
	public record MappedRow(Class<?> exception, List<Problem> answers, Origin origin, boolean fixed) {

		/**
		 * Creates a row.
		 */
		public MappedRow {
			answers = List.copyOf(answers);
		}

		/**
		 * Where an answer comes from, for those who ask why an error was answered as it
		 * was.
		 *
		 * @param source the kind of place
		 * @param where the place: a key of the configuration, the name of a class
		 */
		public record Origin(Source source, String where) {

			/** Kind of place. */
			public enum Source {

				/** Rows of a library: ours, or another that brings some. */
				LIBRARY,

				/** {@code mishap.mappings}. */
				YML,

				/**
				 * A {@code ProblemMappingsCustomizer} or {@code ProblemMappings} bean.
				 */
				BEAN,

				/**
				 * The class of the exception, by {@code @ResponseStatus},
				 * {@code @ErrorCode} or {@code ErrorResponse}.
				 */
				ANNOTATION,

				/** A {@code ProblemCatalogue}. */
				CATALOGUE,

				/** A status that some code set or sent. */
				STATUS

			}

		}

	}

}
