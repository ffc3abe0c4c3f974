package dev.mishap.internal.texts;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextFormatTests {

	private static String fill(String pattern, Object... arguments) {
		return TextFormat.fill(pattern, Arrays.asList(arguments), Map.of("id", 1234, "name", "O'Neil"), Locale.US);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '`',
			value = { "It's gone.~It's gone.", "It's {0}.~It's 1234567.", "It''s {0}.~It's 1234567.", "'{0}'~'1234567'",
					"{0}{1}~1234567a b", "Order {id} of {name}~Order 1234 of O'Neil", "{0,number}~1,234,567",
					"{0,number,#}~1234567", "{0,choice,0#none|1#one|1<{0} of them}~1,234,567 of them",
					"{0,nonsense}~{0,nonsense}", "{1,number}~a b", "{2}~{2}", "{99}~{99}", "{}~{}", "{ 0 }~{ 0 }",
					"{unknown}~{unknown}", "/orders/{order}~/orders/{order}", "{\"id\": {id}}~{\"id\": 1234}", "{~{",
					"}~}", "{0~{0", "a{0}}~a1234567}" })
	void placesAreFilledAndNothingElse(String pattern, String text) {
		assertThat(fill(pattern, 1234567, "a b")).isEqualTo(text);
	}

	static Stream<Arguments> values() {
		return Stream.of(Arguments.of(1234567L, "1234567"), Arguments.of(12345.5, "12345.5"),
				Arguments.of(1e12, "1000000000000"), Arguments.of(1e-7f, "0.00000010"),
				Arguments.of(new BigDecimal("1E+3"), "1000"),
				Arguments.of(new BigDecimal("1E+999999999"), "1E+999999999"),
				Arguments.of(new BigDecimal("1E-999999999"), "1E-999999999"), Arguments.of(Double.NaN, "NaN"),
				Arguments.of(true, "true"), Arguments.of(TimeUnit.DAYS, "DAYS"),
				Arguments.of(LocalDate.of(2026, 1, 31), "2026-01-31"), Arguments.of(Duration.ofMinutes(15), "PT15M"),
				Arguments.of(Date.from(Instant.EPOCH), "1970-01-01T00:00:00Z"), Arguments.of(Locale.UK, "en-GB"),
				Arguments.of(new UUID(0, 7), "00000000-0000-0000-0000-000000000007"),
				Arguments.of(URI.create("https://a.example"), "https://a.example"), Arguments.of(Optional.of(7), "7"),
				Arguments.of(List.of(1, "b"), "1, b"), Arguments.of(Collections.emptyList(), ""));
	}

	@ParameterizedTest
	@MethodSource("values")
	void valuesAreWrittenPlainly(Object value, String text) {
		assertThat(fill("<{0}>", value)).isEqualTo("<" + text + ">");
	}

	/** It may be one that a client has sent, and that an exception tells of. */
	@Test
	void numberOfAnySizeFitsIntoTheMemory() {
		assertThat(fill("{0,number} {0,number,#.##}", new BigDecimal("1E+999999999")))
			.isEqualTo("1E+999999999 1E+999999999");
	}

	@Test
	void missingValueIsNothing() {
		Map<String, Object> members = new HashMap<>();
		members.put("id", null);
		assertThat(TextFormat.fill("<{id}{0}>", Arrays.asList((Object) null), members, Locale.US)).isEqualTo("<>");
	}

	@Test
	void objectsOfTheApplicationAreNotWritten() {
		record Card(String number) {
		}
		assertThat(fill("{0} {1}", new Card("4711"), List.of(new Card("4711")))).isEqualTo("{0} {1}");
		assertThat(fill("{0} {0,number}", Map.of("a", 1))).isEqualTo("{0} {0,number}");
	}

}
