package dev.mishap.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Every key is described for the IDE and has its row in the documentation. */
class MetadataTests {

	private static Map<String, JsonNode> properties() throws IOException {
		Map<String, JsonNode> properties = new TreeMap<>();
		String own = MishapProperties.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		try (InputStream stream = Files
			.newInputStream(Path.of(own).resolve("META-INF/spring-configuration-metadata.json"))) {
			JsonMapper.builder()
				.build()
				.readTree(stream)
				.path("properties")
				.forEach((property) -> properties.put(property.path("name").asString(), property));
		}
		return properties;
	}

	@Test
	void everyKeyIsDescribed() throws IOException {
		assertThat(properties()).isNotEmpty().allSatisfy((name, property) -> {
			String description = property.path("description").asString("");
			assertThat(description).as(name).isNotBlank().endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
			if (property.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(description).as(name).startsWith("Whether ");
			}
		});
	}

	@Test
	void metadataAndTypeHaveTheSameKeys() throws IOException {
		Set<String> described = properties().keySet();
		Set<String> bound = new TreeSet<>();
		for (String key : MishapKeys.all()) {
			bound.add(key.replaceAll("^(mishap\\.(?:log\\.rules|mappings|texts|payload\\.paths))\\..*$", "$1"));
		}
		assertThat(described).isEqualTo(bound);
	}

	@Test
	void everyKeyHasItsRowInTheDocumentation() throws IOException {
		String documentation = Files.readString(Path.of("../docs/configuration.md"));
		assertThat(MishapKeys.all()).allSatisfy((key) -> assertThat(documentation).as(key).contains("`" + key + "`"));
	}

}
