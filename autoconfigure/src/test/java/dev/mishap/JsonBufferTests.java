package dev.mishap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonBufferTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static String json(Object value) {
		return new String(new JsonBuffer().value(value, null).toByteArray(), StandardCharsets.UTF_8);
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
		UUID id = UUID.fromString("00000000-0000-0000-0000-000000000001");
		assertThat(json(Arrays.asList(1, null, new BigDecimal("1.50"), BigInteger.TEN, 'c', Thread.State.NEW, id,
				Double.NaN, new int[] { 1, 2 }, new String[] { "x" })))
			.isEqualTo("[1,null,1.50,10,\"c\",\"NEW\",\"" + id + "\",\"NaN\",[1,2],[\"x\"]]");
	}

	@Test
	void endlessNestingIsRefused() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatIllegalArgumentException().isThrownBy(() -> json(endless));
	}

	@Test
	void otherObjectsGoThroughTheEncoder() {
		Object value = java.time.LocalDate.of(2026, 1, 31);
		assertThat(json(value)).isEqualTo("\"2026-01-31\"");
		assertThat(new String(new JsonBuffer().value(value, (object) -> "{\"é\":1}").toByteArray(),
				StandardCharsets.UTF_8))
			.isEqualTo("{\"é\":1}");
	}

}
