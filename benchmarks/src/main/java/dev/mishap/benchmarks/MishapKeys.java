package dev.mishap.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.net.URL;

/**
 * Keys of this library that scenarios need, so that a scenario waits for its key and uses
 * it from the day on which it is there.
 */
public final class MishapKeys {

	/** Exceptions mapped in the configuration. */
	public static final String MAPPINGS = "mishap.mappings";

	/** Longest body that is let in. */
	public static final String MAX_SIZE = "mishap.payload.max-size";

	/** How many traces of one kind are logged before lines do. */
	public static final String TRACE_BUDGET = "mishap.log.trace-budget";

	private MishapKeys() {
	}

	/**
	 * Returns whether the library on the class path has a key.
	 * @param key the key
	 */
	public static boolean has(String key) {
		try {
			List<URL> all = Collections
				.list(MishapKeys.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
			for (URL url : all) {
				try (InputStream stream = url.openStream()) {
					String metadata = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
					if (metadata.contains("\"name\": \"" + key + "\"")) {
						return true;
					}
				}
			}
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
