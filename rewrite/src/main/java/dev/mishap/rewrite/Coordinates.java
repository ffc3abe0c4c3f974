package dev.mishap.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the starter is called. */
final class Coordinates {

	static final String GROUP = "dev.mishap";

	static final String STARTER = "mishap-spring-boot-starter";

	private Coordinates() {
	}

	/** Returns the version of the starter: that of these recipes. */
	static String version() {
		Properties properties = new Properties();
		try (InputStream stream = Coordinates.class.getResourceAsStream("version.properties")) {
			if (stream != null) {
				properties.load(stream);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return properties.getProperty("version", "latest.release");
	}

	/** Returns group, artifact and version as Gradle writes them. */
	static String notation() {
		return GROUP + ":" + STARTER + ":" + version();
	}

}
