package dev.mishap.applications.testing;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what the application answers: with the starter, without it, and whether
 * the two are the same.
 */
public final class Row {

	private final String request;

	private final List<String> fields;

	private final List<Steps> before = new ArrayList<>();

	private final List<Consumer<Answer>> withStarter = new ArrayList<>();

	private String name;

	private @Nullable String type;

	private @Nullable String body;

	private int status;

	private int plainStatus;

	private String plainText = "";

	private boolean same;

	Row(String name, String request, List<String> fields) {
		this.name = name;
		this.request = request;
		this.fields = fields;
	}

	/** What the visitor has done before. */
	public Row after(Steps steps) {
		this.before.add(steps);
		this.name += ", " + steps.name();
		return this;
	}

	/** The form that is sent; placeholders as in {@link Visitor#post}. */
	public Row form(String form) {
		return body("application/x-www-form-urlencoded", form);
	}

	public Row json(String json) {
		return body("application/json", json);
	}

	public Row body(String type, String body) {
		this.type = type;
		this.body = body;
		this.name += ", " + body;
		return this;
	}

	/** Both answer alike: with this status, and these texts in the body. */
	public Row gets(int status, String... texts) {
		this.status = status;
		this.plainStatus = status;
		this.same = true;
		for (String text : texts) {
			this.withStarter.add((answer) -> Assertions.assertThat(answer.body()).contains(text));
		}
		return this;
	}

	/** Both answer alike: with a page under this status that has these texts. */
	public Row sees(int status, String... texts) {
		gets(status, texts);
		this.withStarter.add((answer) -> Assertions.assertThat(answer.header("Content-Type")).startsWith("text/html"));
		return this;
	}

	/** Both send the visitor on, to the same address of the application. */
	public Row isSentTo(int status, String location) {
		gets(status);
		this.withStarter.add(
				(answer) -> Assertions
					.assertThat(Comparison.settled(answer.header("Location"))
						.replaceFirst("^http://localhost:PORT", "")
						.replace(";jsessionid=RANDOM", ""))
					.isEqualTo(location));
		return this;
	}

	/** With the starter there is a problem; plain Boot has the same status. */
	public Row getsProblem(int status, String code) {
		this.status = status;
		this.plainStatus = status;
		this.same = false;
		this.withStarter.add((answer) -> Problems.check(answer, status, code));
		return this;
	}

	/**
	 * The application makes the problem itself, and plain Boot sends it as it is; with
	 * the starter it gains its code and the request ID.
	 */
	public Row getsOwnProblem(int status, String code) {
		this.status = status;
		this.plainStatus = status;
		this.same = false;
		this.withStarter.add((answer) -> Problems.checkOwn(answer, status, code));
		return this;
	}

	/** There is a field with this value. */
	public Row with(String field, String value) {
		this.withStarter.add((answer) -> Assertions.assertThat(answer.header(field)).isEqualTo(value));
		return this;
	}

	/** There is a field whose value begins like this. */
	public Row withBeginning(String field, String beginning) {
		this.withStarter.add((answer) -> Assertions.assertThat(answer.header(field)).startsWith(beginning));
		return this;
	}

	/** There is a field with these elements, in any order. */
	public Row withList(String field, String... elements) {
		this.withStarter.add((answer) -> Assertions.assertThat(String.valueOf(answer.header(field)).split(", *"))
			.as(field)
			.containsExactlyInAnyOrder(elements));
		return this;
	}

	/** There is no such field, or none whose value begins with the text. */
	public Row without(String field, String text) {
		this.withStarter
			.add((answer) -> Assertions.assertThat(answer.lines(field)).noneMatch((line) -> line.startsWith(text)));
		return this;
	}

	/** The body has a member with this value. */
	public Row withMember(String name, Object value) {
		this.withStarter.add((answer) -> Assertions.assertThat(Problems.member(answer, name)).isEqualTo(value));
		return this;
	}

	/** The body has no such text. */
	public Row withoutText(String text) {
		this.withStarter.add((answer) -> Assertions.assertThat(answer.body()).doesNotContain(text));
		return this;
	}

	/**
	 * Plain Boot answers something else here, which is no loss: with this status, and
	 * this text in the body.
	 */
	public Row insteadOf(int status, String text) {
		this.plainStatus = status;
		this.plainText = text;
		this.same = false;
		return this;
	}

	Answer visit(RunningApplication application) {
		Visitor visitor = application.visitor();
		try {
			this.before.forEach((steps) -> steps.steps().accept(visitor));
			return visitor.send(this.request, this.type, this.body, this.fields.toArray(String[]::new));
		}
		catch (UncheckedIOException ex) {
			return new Answer(0, Map.of(), String.valueOf(ex.getCause()).getBytes(StandardCharsets.UTF_8), false);
		}
	}

	void checkWithStarter(Answer answer) {
		Assertions.assertThat(answer.whole()).as("whole").isTrue();
		Assertions.assertThat(answer.status()).as("status").isEqualTo(this.status);
		this.withStarter.forEach((check) -> check.accept(answer));
	}

	void checkPlain(Answer answer) {
		Assertions.assertThat(answer.status()).as("status").isEqualTo(this.plainStatus);
		Assertions.assertThat(answer.lines("X-Request-Id")).as("the library takes no part").isEmpty();
		if (this.same) {
			this.withStarter.forEach((check) -> check.accept(answer));
		}
		else {
			Assertions.assertThat(answer.body()).contains(this.plainText);
		}
	}

	boolean isSame() {
		return this.same;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
