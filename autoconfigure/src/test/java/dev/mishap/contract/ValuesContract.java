package dev.mishap.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.mishap.ProblemMember;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** Values that an application puts into a problem, in every form of a body. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ValuesContract extends Contract {

	@Test
	void objectOfTheApplicationIsShownAsItsJsonLibraryWouldInEveryForm() {
		ProblemAssert.assertThat(get("/values/object"))
			.isProblem(409, "SHOWING")
			.hasMember("item", Map.of("name", "n"))
			.leaksNothing("S3CRET");
		for (String accept : List.of("application/xml", "text/html")) {
			assertThat(get("/values/object", "Accept: " + accept).body()).doesNotContain("S3CRET");
		}
		assertThat(get("/values/object", "Accept: application/xml").body()).contains("<item><name>n</name></item>");
	}

	@Test
	void marksOnRecordsCountWhereverTheRecordsAre() {
		Map<String, Object> line = Map.of("sku", "A");
		Answer json = get("/values/marked");
		ProblemAssert.assertThat(json)
			.isProblem(409, "MARKED")
			.hasMember("one", line)
			.hasMember("many", List.of(line))
			.hasMember("array", List.of(line))
			.hasMember("by_name", Map.of("k", List.of(line)))
			.hasMember("maybe", line)
			.hasMember("inside", Map.of("lines", List.of(line)))
			.leaksNothing("COST");
		Answer xml = get("/values/marked", "Accept: application/xml");
		assertThat(xml.body())
			.contains("<one><sku>A</sku></one><many><i><sku>A</sku></i></many>",
					"<by_name><k><i><sku>A</sku></i></k></by_name><maybe><sku>A</sku></maybe>")
			.doesNotContain("COST");
	}

	@Test
	void treeOfAJsonLibraryKeepsItsForm() {
		ProblemAssert.assertThat(get("/values/tree"))
			.isProblem(409, "TREE")
			.hasMember("node", Map.of("a", 1, "b", "x"))
			.hasMember("text", "hello");
		assertThat(get("/values/tree", "Accept: application/xml").body())
			.contains("<node><a>1</a><b>x</b></node><text>hello</text>");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "circle", "circle-of-lists", "failing", "failing-member", "exception", "exceptions", "trace" })
	void valueThatCannotBeWrittenCostsNothingElse(String kind, CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			Answer answer = get("/values/bad/" + kind);
			ProblemAssert.assertThat(answer).isProblem(409, "BAD").hasMember("after", 1);
			assertThat(answer.body()).doesNotContain("bad\"", "S3CRET");
		}
		assertThat(output.toString().split("failed while an error was answered", -1)).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void noMemberStandsThereTwice(CapturedOutput output) {
		for (String accept : List.of("*/*", "application/xml")) {
			Answer answer = get("/values/twice", "Accept: " + accept);
			assertThat(answer.status()).isEqualTo(409);
			for (String name : List.of("type", "title", "status", "detail", "code", "request_id", "errors")) {
				assertThat(answer.body().split("[\"<]" + name + "[\">]", -1)).as(name).hasSize(2);
			}
			// the ID is that of header, MDC and log; code and errors are the
			// application's
			assertThat(answer.body())
				.contains(answer.header("X-Request-Id"), "4711", "Conflict", "Seven is taken.", "own error", "7")
				.doesNotContain("S3CRET", "mine", "299");
		}
		assertThat(output.toString().split("The member 'request_id' of", -1)).hasSize(2);
	}

	/** A handler may keep one object for all requests; each has its own ID. */
	@ParameterizedTest
	@ValueSource(strings = { "shared", "fixed", "own-class" })
	void returnedProblemHasTheIdOfItsRequest(String kind) {
		for (String id : List.of("first", "second", "third")) {
			Answer answer = get("/values/returned/" + kind, "X-Request-Id: " + id);
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.body()).contains("\"request_id\":\"" + id + "\"", "\"code\":\"CONFLICT\"", "\"seat\":7")
				.doesNotContain("mine");
			assertThat(answer.body().split("\"title\"", -1)).hasSize(2);
			assertThat(answer.body().split("\"request_id\"", -1)).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource({ "401,WWW-Authenticate,Custom realm=\"api\"", "503,Retry-After,11", "429,Retry-After,11",
			"405,Allow,OPTIONS", "409,Retry-After," })
	void returnedProblemOwesItsFieldLikeAnyOther(int status, String name, String value) {
		Answer answer = get("/values/returned-status/" + status);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header(name)).isEqualTo(value);
		assertThat(get("/values/returned-status/" + status + "?own=7").headerLines(name)).containsExactly("7");
	}

	record Line(@ProblemMember String sku, String costPrice) {

	}

	record Basket(List<Line> lines) {

	}

	static class Item {

		public String name = "n";

		@JsonIgnore
		public String secret = "S3CRET";

		@Override
		public String toString() {
			return "Item[secret=" + this.secret + "]";
		}

	}

	static class SeatDetail extends ProblemDetail {

		private static final long serialVersionUID = 1L;

		SeatDetail() {
			super(409);
		}

		public int getSeat() {
			return 7;
		}

	}

	static class Failing {

		public String getText() {
			throw new IllegalStateException("S3CRET");
		}

	}

	static class Circle {

		public Circle next = this;

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class ShowingException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final transient Item item = new Item();

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class MarkedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final transient Line one = new Line("A", "COST");

		@ProblemMember
		private final transient List<Line> many = List.of(this.one);

		@ProblemMember
		private final transient Line[] array = { this.one };

		@ProblemMember
		private final transient Map<String, List<Line>> byName = Map.of("k", this.many);

		@ProblemMember
		private final transient Optional<Line> maybe = Optional.of(this.one);

		@ProblemMember
		private final transient Basket inside = new Basket(this.many);

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class TreeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private static final JsonMapper MAPPER = JsonMapper.builder().build();

		@ProblemMember
		private final transient Object node = MAPPER.createObjectNode().put("a", 1).put("b", "x");

		@ProblemMember
		private final transient Object text = MAPPER.createObjectNode().stringNode("hello");

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class BadException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final int after = 1;

		private final transient Object value;

		BadException(Object value) {
			this.value = value;
		}

		@ProblemMember
		Object bad() {
			if (this.value == null) {
				throw new IllegalStateException("S3CRET");
			}
			return this.value;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/values/object")
		void object() {
			throw new ShowingException();
		}

		@GetMapping("/values/marked")
		void marked() {
			throw new MarkedException();
		}

		@GetMapping("/values/tree")
		void tree() {
			throw new TreeException();
		}

		@GetMapping("/values/bad/{kind}")
		void bad(@PathVariable String kind) {
			List<Object> circle = new ArrayList<>();
			circle.add(circle);
			throw new BadException(switch (kind) {
				case "circle" -> new Circle();
				case "circle-of-lists" -> circle;
				case "failing" -> new Failing();
				case "exception" -> new IllegalStateException("S3CRET");
				case "exceptions" -> Map.of("a", List.of(new IOException("S3CRET")));
				case "trace" -> new IllegalStateException().getStackTrace();
				default -> null;
			});
		}

		private static final ProblemDetail SHARED = ProblemDetail.forStatus(HttpStatus.CONFLICT);

		static {
			SHARED.setProperty("seat", 7);
			SHARED.setProperty("title", "mine");
		}

		@GetMapping("/values/returned/{kind}")
		ProblemDetail returned(@PathVariable String kind) {
			ProblemDetail detail = ProblemDetail.forStatus(HttpStatus.CONFLICT);
			if (kind.equals("fixed")) {
				detail.setProperties(Map.of("seat", 7, "request_id", "mine"));
				return detail;
			}
			return kind.equals("shared") ? SHARED : new SeatDetail();
		}

		@GetMapping("/values/returned-status/{status}")
		ResponseEntity<ProblemDetail> returnedStatus(@PathVariable int status,
				@RequestParam(required = false) String own) {
			ResponseEntity.HeadersBuilder<?> answer = ResponseEntity.of(ProblemDetail.forStatus(status));
			if (own != null) {
				answer.header("Retry-After", own).header("WWW-Authenticate", own).header("Allow", own);
			}
			return answer.build();
		}

		@GetMapping("/values/twice")
		void twice() {
			ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Seven is taken.");
			Map<String, Object> properties = new LinkedHashMap<>(Map.of("type", "mine", "title", "mine", "status", 299,
					"detail", "mine", "instance", "mine", "request_id", "S3CRET", "code", 4711, "seat", 7));
			properties.put("errors", List.of("own error"));
			detail.setProperties(properties);
			throw new ErrorResponseException(HttpStatus.CONFLICT, detail, null);
		}

	}

}
