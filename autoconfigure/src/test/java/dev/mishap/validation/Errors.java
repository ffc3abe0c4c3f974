package dev.mishap.validation;

import java.util.List;
import java.util.Map;

import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Expected entries of {@code errors[]}, written as JSON with single quotes. */
public final class Errors {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

	private Errors() {
	}

	public static List<Map<String, Object>> of(String... entries) {
		return MAPPER.readValue("[" + String.join(",", entries) + "]", new TypeReference<>() {
		});
	}

}
