package dev.mishap;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.mishap.internal.PlainValues;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Exception that is answered with the problem it carries. An application throws it as it
 * is, with a type of its catalogue, or extends it.
 * <p>
 * The methods that add to the problem change this exception and return it, so that a
 * subclass, its message, cause and members stay what they are; a subclass may override
 * them to return its own type.
 * <p>
 * A serialized exception keeps status, code, type, title, detail, instance, header fields
 * and the members that are texts, numbers or booleans. Violations, other members and the
 * place of the detail in the message bundles are lost.
 * {@snippet class = "dev.mishap.docs.ExtendingTests" region = "throw"}
 *
 * @since 0.1.0
 */
public class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 2L;

	private transient Problem problem;

	/**
	 * Creates an exception from a type of the application's catalogue.
	 * @param type the type
	 */
	public ProblemException(ProblemType type) {
		this(type, null, null);
	}

	/**
	 * Creates an exception from a type of the application's catalogue.
	 * @param type the type
	 * @param detail the explanation for the caller, or {@code null} for the text of the
	 * code
	 */
	public ProblemException(ProblemType type, @Nullable String detail) {
		this(type, detail, null);
	}

	/**
	 * Creates an exception from a type of the application's catalogue.
	 * @param type the type
	 * @param detail the explanation for the caller, or {@code null} for the text of the
	 * code
	 * @param cause what led to it, for the log, or {@code null}
	 */
	public ProblemException(ProblemType type, @Nullable String detail, @Nullable Throwable cause) {
		this(problemOf(type).withDetail(detail), cause);
	}

	/**
	 * Creates an exception from a problem.
	 * @param problem the problem
	 */
	public ProblemException(Problem problem) {
		this(problem, null);
	}

	/**
	 * Creates an exception from a problem.
	 * @param problem the problem
	 * @param cause what led to it, for the log, or {@code null}
	 */
	public ProblemException(Problem problem, @Nullable Throwable cause) {
		this(problem.status() + " " + problem.code(), problem, cause);
	}

	/**
	 * Creates an exception with a message of its own.
	 * @param message the message for the log, which no caller sees
	 * @param problem the problem
	 * @param cause what led to it, for the log, or {@code null}
	 */
	protected ProblemException(String message, Problem problem, @Nullable Throwable cause) {
		super(message, cause);
		this.problem = problem;
	}

	private static Problem problemOf(ProblemType type) {
		return Problem.of(type.status(), type.code()).withTitle(type.title()).withType(type.documentation());
	}

	/**
	 * Returns the problem that this exception is answered with.
	 */
	public final Problem problem() {
		return this.problem;
	}

	/**
	 * Adds a member to the body.
	 * @param name the name of the member
	 * @param value the value
	 * @return this exception
	 * @throws IllegalArgumentException if the name is that of a standard member
	 */
	public ProblemException with(String name, Object value) {
		return with((problem) -> problem.withExtension(name, value));
	}

	/**
	 * Says when to come again.
	 * @param delay the time to wait, more than zero
	 * @return this exception
	 */
	public ProblemException withRetryAfter(Duration delay) {
		return with((problem) -> problem.withRetryAfter(delay));
	}

	/**
	 * Changes the problem in any way:
	 * {@code with((problem) -> problem.withTitle("Sold out"))}.
	 * @param change makes the new problem of the present one
	 * @return this exception
	 */
	public ProblemException with(UnaryOperator<Problem> change) {
		Problem changed = change.apply(this.problem);
		Assert.notNull(changed, "'change' must not return null");
		this.problem = changed;
		return this;
	}

	private void writeObject(ObjectOutputStream out) throws IOException {
		out.defaultWriteObject();
		out.writeObject(Form.of(this.problem));
	}

	private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
		in.defaultReadObject();
		this.problem = ((Form) in.readObject()).problem();
	}

	/**
	 * What is kept of a problem; collections are of the JDK, and values of these types.
	 */
	@SuppressWarnings("serial")
	private record Form(int status, String code, @Nullable URI type, @Nullable String title, @Nullable String detail,
			@Nullable URI instance, Map<String, List<String>> headers,
			Map<String, Object> members) implements Serializable {

		static Form of(Problem problem) {
			Map<String, List<String>> headers = new LinkedHashMap<>();
			problem.headers().forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
			Map<String, Object> members = new LinkedHashMap<>();
			problem.extensions().forEach((name, value) -> {
				if (PlainValues.isScalar(value)) {
					members.put(name, value);
				}
			});
			return new Form(problem.status(), problem.code(), problem.type(), problem.title(), problem.detail(),
					problem.instance(), headers, members);
		}

		Problem problem() {
			return new Problem(this.status, this.code, this.type, this.title, this.detail, null, this.instance,
					this.headers, List.of(), this.members);
		}

	}

}
