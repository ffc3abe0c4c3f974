package dev.mishap.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mishap.Problem;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.Violation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of the values that stand in a problem, before anybody writes them. */
class PlainValuesTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final JsonLibrary JACKSON = (value, target) -> MAPPER.writeValue(target, value);

	private final Map<String, Throwable> failures = new LinkedHashMap<>();

	private Object plain(JsonLibrary library, Object value) {
		Problem problem = Problem.of(409).withExtension("before", 1).withExtension("x", value);
		Problem plain = new PlainValues(library).plain(problem.withExtension("after", 2), this.failures::put);
		assertThat(plain.extensions()).containsEntry("before", 1).containsEntry("after", 2);
		return plain.extensions().get("x");
	}

	@Test
	void scalarsAreThemselves() {
		UUID id = UUID.randomUUID();
		assertThat(plain(null,
				Arrays.asList("a", 1, 2L, true, null, new BigDecimal("1.50"), BigInteger.TEN, 1.5, 'c',
						URI.create("urn:x"), id, new AtomicInteger(7), Double.NaN, new StringBuilder("b"))))
			.isEqualTo(Arrays.asList("a", 1, 2L, true, null, new BigDecimal("1.50"), BigInteger.TEN, 1.5, "c", "urn:x",
					id.toString(), 7, "NaN", "b"));
	}

	/** Writers have a limit, too, and one that fails costs the whole answer. */
	@Test
	void whatALibraryWritesIsNoDeeperThanTheRest() {
		Object inner = 1;
		for (int i = 0; i < 20; i++) {
			inner = new Holder(inner);
		}
		assertThat(plain(JACKSON, inner)).isNotNull();
		Object outer = inner;
		for (int i = 0; i < 20; i++) {
			outer = List.of(outer);
		}
		assertThat(plain(JACKSON, outer)).isNull();
		assertThat(this.failures).hasSize(1);
	}

	record Holder(Object held) {

	}

	@Test
	void problemOfScalarsIsNotCopied() {
		Problem problem = Problem.of(409).withExtension("left", 3).withExtension("sku", "A");
		assertThat(new PlainValues(null).plain(problem, this.failures::put)).isSameAs(problem);
	}

	@Test
	void arraysAndOptionalsAreLookedInto() {
		assertThat(
				plain(null,
						new Object[] { new int[] { 1, 2 }, Optional.of("a"), Optional.empty(), OptionalInt.of(3),
								new String[] { "x" } }))
			.isEqualTo(Arrays.asList(List.of(1, 2), "a", null, 3, List.of("x")));
		assertThat(plain(null, Optional.empty())).isNull();
		assertThat(this.failures).isEmpty();
	}

	/** The kind of leak: marks counted for a bare record only. */
	@Test
	void marksCountInListsMapsArraysOptionalsAndRecords() {
		Line line = new Line("A", "COST", new Place("Bonn", "SECRET"));
		Map<String, Object> shown = Map.of("sku", "A", "at", Map.of("town", "Bonn"));
		for (JsonLibrary library : new JsonLibrary[] { null, JACKSON }) {
			assertThat(plain(library, line)).isEqualTo(shown);
			assertThat(plain(library, List.of(line))).isEqualTo(List.of(shown));
			assertThat(plain(library, new Line[] { line })).isEqualTo(List.of(shown));
			assertThat(plain(library, Optional.of(line))).isEqualTo(shown);
			assertThat(plain(library, Map.of("k", List.of(Optional.of(line))))).isEqualTo(Map.of("k", List.of(shown)));
			assertThat(plain(library, new MarkedBean())).isEqualTo(Map.of("id", 7));
		}
	}

	@Test
	void libraryOfTheApplicationWritesItsObjects() {
		assertThat(plain(JACKSON, List.of(new Item()))).isEqualTo(List.of(Map.of("the_name", "n")));
		assertThat(plain(JACKSON, Colour.RED)).isEqualTo("red");
		assertThat(plain(JACKSON, new Point(1, 2))).isEqualTo(Map.of("x", 1L, "y", 2L));
		assertThat(plain(JACKSON, new byte[] { 1, 2 })).isEqualTo("AQI=");
		assertThat(plain(JACKSON, LocalDate.of(2026, 1, 31))).isEqualTo("2026-01-31");
	}

	/** A tree of a JSON library is Iterable, and was written as arrays of nothing. */
	@Test
	void treeOfAJsonLibraryKeepsItsForm() {
		assertThat(plain(JACKSON, MAPPER.readTree("{\"a\":1,\"b\":[\"x\",null]}")))
			.isEqualTo(Map.of("a", 1L, "b", Arrays.asList("x", null)));
		assertThat(plain(JACKSON, MAPPER.readTree("\"text\""))).isEqualTo("text");
		assertThat(plain(JACKSON, MAPPER.readTree("null"))).isNull();
	}

	@Test
	void keysAreWrittenAsTheLibraryWouldAndNoneTwice() {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put(1, "a");
		map.put("1", "b");
		map.put(Colour.RED, "c");
		map.put(null, "d");
		assertThat(plain(JACKSON, map)).isEqualTo(Map.of("1", "b", "red", "c"));
		assertThat(plain(null, map)).isEqualTo(Map.of("1", "b", "RED", "c"));
	}

	@Test
	void withoutALibraryRecordsAndMarksAreShownAndNothingElse() {
		assertThat(plain(null, new Point(1, 2))).isEqualTo(Map.of("x", 1, "y", 2));
		assertThat(plain(null, Colour.RED)).isEqualTo("RED");
		assertThat(plain(null, LocalDate.of(2026, 1, 31))).isEqualTo("2026-01-31");
		assertThat(this.failures).isEmpty();
		assertThat(plain(null, new Item())).isNull();
		assertThat(plain(null, List.of(new Item()))).isNull();
		assertThat(this.failures).containsOnlyKeys("the member 'x' of type " + Item.class.getName(),
				"the member 'x' of type " + List.of(1).getClass().getName());
	}

	/** One that cannot be written costs nobody but itself. */
	@Test
	void circlesEndlessAndFailingValuesAreLeftOutAlone() {
		List<Object> circle = new ArrayList<>();
		circle.addAll(Collections.nCopies(3, circle));
		Map<String, Object> wide = new TreeMap<>();
		for (int i = 0; i < 20_000; i++) {
			wide.put("k" + i, i);
		}
		Map<String, Object> fails = new HashMap<>();
		fails.put("bad", new Failing());
		for (Object value : new Object[] { circle, wide, fails, new Failing(), new Node(), new Endless(),
				new MarkedFailing() }) {
			assertThat(plain(JACKSON, value)).as(value.getClass().getName()).isNull();
		}
		assertThat(this.failures).isNotEmpty();
	}

	@Test
	void attributesOfViolationsArePlainToo() {
		Violation violation = Violation.of(Violation.Location.BODY, "#/a", "MIN", "x")
			.withAttributes(Map.of("type", Colour.RED, "bad", new Failing()));
		Problem plain = new PlainValues(JACKSON).plain(Problem.of(422).withViolations(List.of(violation)),
				this.failures::put);
		assertThat(plain.violations().get(0).attributes()).isEqualTo(Map.of("type", "red"));
	}

	@Test
	void memberOfAnExceptionThatFailsIsLeftOutAlone() {
		Problem problem = new PlainValues(null).withMembersOf(new MarkedException(), Problem.of(409),
				this.failures::put);
		assertThat(problem.extensions()).isEqualTo(Map.of("seat", 7, "of_base", "x"));
		assertThat(this.failures).containsOnlyKeys("the @ProblemMember 'broken' of " + MarkedException.class.getName(),
				"the @ProblemMember 'status' of " + MarkedException.class.getName());
	}

	record Line(@ProblemMember String sku, String costPrice, @ProblemMember("at") Place place) {

	}

	record Place(@ProblemMember String town, String owner) {

	}

	record Point(int x, int y) {

	}

	static class MarkedBean {

		public String secret = "S3CRET";

		@ProblemMember
		private final int id = 7;

	}

	static class Item {

		@JsonProperty("the_name")
		public String name = "n";

		@JsonIgnore
		public String secret = "S3CRET";

		@Override
		public String toString() {
			return this.secret;
		}

	}

	enum Colour {

		@JsonProperty("red")
		RED;

		@Override
		public String toString() {
			return "S3CRET";
		}

	}

	static class Failing {

		public String getText() {
			throw new IllegalStateException("S3CRET");
		}

	}

	static class Node {

		public Node next = this;

	}

	static class Endless {

		public Iterable<Integer> getNumbers() {
			return () -> java.util.stream.IntStream.iterate(0, (i) -> i + 1).iterator();
		}

	}

	static class MarkedFailing {

		@ProblemMember
		Object failing() {
			throw new IllegalStateException("S3CRET");
		}

	}

	static class BaseException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final String ofBase = "x";

		@ProblemMember("seat")
		int hidden() {
			return 1;
		}

	}

	static class MarkedException extends BaseException {

		private static final long serialVersionUID = 1L;

		@ProblemMember
		private final int seat = 7;

		@ProblemMember
		Object broken() {
			throw new IllegalStateException("S3CRET");
		}

		@ProblemMember
		int getStatus() {
			return 1;
		}

	}

}
