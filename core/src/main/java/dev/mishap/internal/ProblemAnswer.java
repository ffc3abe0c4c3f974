package dev.mishap.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.ProblemWriter;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about an error: the value that a {@link ProblemPipeline} decides on
 * and a door applies.
 */
public sealed interface ProblemAnswer {

	/**
	 * Send this response in place of what was being made.
	 *
	 * @param status the HTTP status
	 * @param set the header fields to set, in place of all lines that the response has
	 * under their names
	 * @param remove the header fields to take away
	 * @param body the media type and content
	 */
	record Send(int status, Map<String, List<String>> set, Set<String> remove,
			ProblemWriter.Body body) implements ProblemAnswer {

		/**
		 * Creates the answer.
		 */
		public Send {
			set = Collections.unmodifiableMap(set);
			remove = Collections.unmodifiableSet(remove);
		}

	}

	/**
	 * Throw the exception on: somebody further out decides about it.
	 *
	 * @param exception the exception as it was thrown
	 */
	record Rethrow(Throwable exception) implements ProblemAnswer {
	}

	/**
	 * The response is committed and not whole: make the client see that, by an end of the
	 * connection or stream that is no regular one.
	 *
	 * @param exception what went wrong; logged already
	 */
	record Cut(@Nullable Throwable exception) implements ProblemAnswer {
	}

	/**
	 * Nothing is left to do: the client is gone, has its answer, or gets it from somebody
	 * else.
	 */
	record Nothing() implements ProblemAnswer {
	}

	/**
	 * Header fields of an answer while it is made: what the response has, and what is to
	 * be changed of it. Names are compared without regard to case.
	 */
	final class Fields {

		/** Names that nearly every answer has, and what they are compared by. */
		private static final Map<String, String> KEYS = Stream
			.of("Allow", "Cache-Control", "Content-Language", "Retry-After", "Vary", "WWW-Authenticate",
					"X-Content-Type-Options")
			.collect(Collectors.toUnmodifiableMap(Function.identity(), (name) -> name.toLowerCase(Locale.ROOT)));

		private final ProblemRequest request;

		private final Map<String, Change> changes = new LinkedHashMap<>();

		/**
		 * Fields of another body, in lower case: taken away unless they are set again.
		 */
		private Set<String> replaced = Set.of();

		private boolean concealed;

		/**
		 * Creates the fields of an answer that changes none yet.
		 * @param request the request that failed
		 */
		public Fields(ProblemRequest request) {
			this.request = request;
		}

		/**
		 * Returns a field as it will be sent.
		 * @param name the field name
		 * @return the values, one for each line, none if it isn't sent
		 */
		public List<String> values(String name) {
			String key = key(name);
			@Nullable Change change = this.changes.get(key);
			if (change != null) {
				return change.values();
			}
			return this.replaced.contains(key) ? List.of() : this.request.responseHeader(name);
		}

		/**
		 * Takes away what described another body, or how it is sent and kept.
		 * @param status the status of the answer
		 * @param empty whether there was no body, on purpose
		 */
		public void discardBody(int status, boolean empty) {
			this.replaced = HeaderFields.ofReplacedBody(status, empty);
			this.changes.keySet().removeAll(this.replaced);
		}

		/**
		 * Sets a field in place of all its lines.
		 * @param name the field name
		 * @param values the values, one line each; none takes the field away
		 */
		public void set(String name, List<String> values) {
			this.changes.put(key(name), new Change(name, values));
		}

		/**
		 * Sets the fields of a problem, except those that a problem may not set.
		 * @param problem the problem
		 * @param requestIdField the field that has the request ID
		 * @param leftOut is told of those that the problem cannot set
		 */
		public void set(Problem problem, String requestIdField, Consumer<String> leftOut) {
			problem.headers().forEach((name, values) -> {
				if (name.equalsIgnoreCase(requestIdField)
						|| !HeaderFields.isOfProblem(name, values, problem.status())) {
					leftOut.accept(name);
				}
				else if (HeaderFields.isShared(name)) {
					List<String> lines = new ArrayList<>(values(name));
					lines.addAll(values);
					set(name, lines);
				}
				else {
					set(name, values);
				}
			});
		}

		/**
		 * Takes a field away.
		 * @param name the field name
		 */
		public void remove(String name) {
			set(name, List.of());
		}

		/**
		 * Says that nobody who enriches or writes the problem may find out what it came
		 * from.
		 */
		public void conceal() {
			this.concealed = true;
		}

		/**
		 * Returns whether nobody may find out what the problem came from.
		 */
		public boolean isConcealed() {
			return this.concealed;
		}

		/**
		 * Returns the fields to set.
		 */
		public Map<String, List<String>> changed() {
			Map<String, List<String>> set = new LinkedHashMap<>();
			for (Change change : this.changes.values()) {
				if (!change.values().isEmpty()) {
					set.put(change.name(), change.values());
				}
			}
			return set;
		}

		/**
		 * Returns the answer with these fields.
		 * @param status the status
		 * @param body the body
		 */
		public ProblemAnswer.Send send(int status, ProblemWriter.Body body) {
			return new ProblemAnswer.Send(status, changed(), removed(), body);
		}

		private Set<String> removed() {
			Set<String> setAgain = new HashSet<>(4);
			Set<String> further = new LinkedHashSet<>(0);
			this.changes.forEach((key, change) -> {
				if (change.values().isEmpty()) {
					further.add(change.name());
				}
				else if (this.replaced.contains(key)) {
					setAgain.add(key);
				}
			});
			return HeaderFields.namesOfReplacedBody(this.replaced, setAgain, further);
		}

		private static String key(String name) {
			String known = KEYS.get(name);
			return (known != null) ? known : name.toLowerCase(Locale.ROOT);
		}

		private record Change(String name, List<String> values) {
		}

	}

}
