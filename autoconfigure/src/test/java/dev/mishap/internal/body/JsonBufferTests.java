package dev.mishap.internal.body;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.mishap.internal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonBufferTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static String json(Object value) {
		return new String(new JsonProblemWriter.Buffer().value(value).toByteArray(), StandardCharsets.UTF_8);
	}

	@Test
	void everyCharacterSurvivesTheRoundTrip() {
		for (int start = 0; start < 0x10000; start += 512) {
			StringBuilder text = new StringBuilder();
			for (int c = start; c < start + 512; c++) {
				if (!Character.isSurrogate((char) c)) {
					text.append((char) c);
				}
			}
			text.appendCodePoint(0x10000 + start);
			assertThat(MAPPER.readValue(json(text.toString()), String.class)).isEqualTo(text.toString());
		}
	}

	@Test
	void randomStructuresSurviveTheRoundTrip() {
		Random random = new Random(42);
		for (int i = 0; i < 500; i++) {
			Object value = randomValue(random, 0);
			assertThat(MAPPER.readValue(json(value), Object.class)).isEqualTo(value);
		}
	}

	private static Object randomValue(Random random, int depth) {
		return switch (random.nextInt((depth < 4) ? 7 : 5)) {
			case 0 -> random.nextInt();
			case 1 -> random.nextBoolean();
			case 2 -> random.ints(random.nextInt(20), 0, 0xD800)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			case 3 -> 5_000_000_000L + random.nextInt(1000);
			case 4 -> random.nextInt(1000) / 8.0;
			case 5 -> {
				List<Object> list = new ArrayList<>();
				for (int i = random.nextInt(4); i > 0; i--) {
					list.add(randomValue(random, depth + 1));
				}
				yield list;
			}
			default -> {
				Map<String, Object> map = new LinkedHashMap<>();
				for (int i = random.nextInt(4); i > 0; i--) {
					map.put("k" + i, randomValue(random, depth + 1));
				}
				yield map;
			}
		};
	}

	@Test
	void loneSurrogatesAreEscaped() {
		assertThat(json("a\ud800b\udc00")).isEqualTo("\"a\\ud800b\\udc00\"");
	}

	@Test
	void whatCouldEndAScriptIsEscaped() {
		assertThat(json("</script>&\u2028\u2029")).isEqualTo("\"\\u003c/script\\u003e\\u0026\\u2028\\u2029\"");
	}

	@Test
	void valuesHaveTheirJsonForm() {
		assertThat(json(Arrays.asList(1, null, new BigDecimal("1.50"), BigInteger.TEN, (short) 3, 1.5f, Double.NaN,
				URI.create("urn:x"), Map.of("a", List.of()))))
			.isEqualTo("[1,null,1.50,10,3,1.5,\"NaN\",\"urn:x\",{\"a\":[]}]");
	}

	@Test
	void endlessNestingIsRefused() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatIllegalArgumentException().isThrownBy(() -> json(endless));
	}

	/** No text of an object stands in for it. */
	@Test
	void whatIsNoValueOfJsonIsRefused() {
		for (Object value : new Object[] { new Object(), LocalDate.EPOCH, new int[0], Optional.empty(),
				Thread.State.NEW, new StringBuilder() }) {
			assertThatIllegalArgumentException().isThrownBy(() -> json(value));
		}
	}

	@Test
	void readerReadsWhatTheBufferWrites() {
		Random random = new Random(43);
		for (int i = 0; i < 500; i++) {
			Object value = randomValue(random, 0);
			assertThat(MAPPER.valueToTree(Json.read(json(value))).toString())
				.isEqualTo(MAPPER.valueToTree(value).toString());
		}
	}

	@Test
	void readerKeepsDigitsAndTheLastOfTwoMembers() {
		assertThat(Json.read(
				" { \"a\" : [ -1 , 12345678901234567890, 1.50, 1e3, true, null ],\n\"a\u00e9\":\"\\ud83d\\ude00\\n\",\"a\":2 } "))
			.isEqualTo(Map.of("a", 2L, "a\u00e9", "\ud83d\ude00\n"));
		assertThat(Json.read("[-1,12345678901234567890,1.50,1e3]")).isEqualTo(
				List.of(-1L, new BigInteger("12345678901234567890"), new BigDecimal("1.50"), new BigDecimal("1e3")));
		assertThat(Json.read("null")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":1,}", "tru", "nul", "\"a", "\"\\x\"",
			"\"\\u12g4\"", "1 2", "-", "1e", "+", "NaN", "'a'", "{a:1}" })
	void readerRefusesWhatIsNoJson(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
	}

	@Test
	void readerRefusesEndlessNestingAndDigits() {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.read("[".repeat(100_000)));
		assertThatIllegalArgumentException().isThrownBy(() -> Json.read("9".repeat(100_000)));
	}

}
