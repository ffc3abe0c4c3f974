package dev.mishap.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/types.md has every public type that is a promise, with the first sentence of its
 * javadoc. {@code -Dmishap.docs.update=true} writes it.
 */
class TypesTests {

	private static final Path ROOT = Path.of("..");

	/** Modules and their packages of promised types, in the order of the page. */
	private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

	static {
		PACKAGES.put("dev.mishap", "core");
		PACKAGES.put("dev.mishap.servlet", "servlet");
		PACKAGES.put("dev.mishap.client", "client");
		PACKAGES.put("dev.mishap.client.test", "client");
		PACKAGES.put("dev.mishap.autoconfigure", "autoconfigure");
	}

	private static final Pattern TYPE = Pattern.compile("/\\*\\*\\s(.*?)\\*/\\n(?:@[^\\n]*\\n(?:\t+[^\\n]*\\n)*)*"
			+ "public (?:sealed |abstract |final |non-sealed )*(?:class|interface|record|enum|@interface) (\\w+)",
			Pattern.DOTALL);

	@Test
	void pageHasAllPublicTypes() throws IOException {
		StringBuilder page = new StringBuilder("""
				# Types

				What is public in these packages is a promise; what is public below `dev.mishap.internal` is none.
				How the types are used is in [extending.md](extending.md), [words.md](words.md) and
				[client.md](client.md). The classes of auto-configuration are there to be excluded by their names
				([switching-off.md](switching-off.md)).
				""");
		page.append('\n');
		PACKAGES.keySet().forEach((name) -> page.append("- [" + name + "](#" + name.replace(".", "") + ")\n"));
		for (Map.Entry<String, String> entry : PACKAGES.entrySet()) {
			page.append("\n## ").append(entry.getKey()).append("\n\n| Type | |\n|---|---|\n");
			types(entry.getValue(), entry.getKey()).forEach(page::append);
		}
		Path file = ROOT.resolve("docs/types.md");
		if (Boolean.getBoolean("mishap.docs.update")) {
			Files.writeString(file, page);
			return;
		}
		assertThat(Files.readString(file)).as("stale; run with -Dmishap.docs.update=true").isEqualTo(page.toString());
	}

	private static List<String> types(String module, String packageName) throws IOException {
		String folder = module + "/src/main/java/" + packageName.replace('.', '/');
		List<String> rows = new ArrayList<>();
		Path root = ROOT.resolve(folder);
		boolean deep = module.equals("autoconfigure");
		try (Stream<Path> files = Files.walk(root, deep ? Integer.MAX_VALUE : 1)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).sorted().toList()) {
				Matcher type = TYPE.matcher(Files.readString(file).replace("\r", ""));
				if (type.find()) {
					String path = root.relativize(file).toString().replace(File.separatorChar, '/');
					String name = path.replaceFirst("\\w+\\.java$", type.group(2)).replace('/', '.');
					rows.add("| [`" + name + "`](../" + folder + "/" + path + ") | " + firstSentence(type.group(1))
							+ " |\n");
				}
			}
		}
		assertThat(rows).as(folder).isNotEmpty();
		return rows;
	}

	private static String firstSentence(String javadoc) {
		String text = javadoc.replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s+", " ").strip();
		text = text.replaceAll("<(/?)code>", "`").replaceAll("\\{@(?:code|link|linkplain) #?([^}]*)}", "`$1`");
		Matcher end = Pattern.compile("(?:[.:])(?= |$)").matcher(text);
		String sentence = end.find() ? text.substring(0, end.start()) : text;
		return sentence.replaceAll("<[^>]+>", "").replace("|", "\\|") + ".";
	}

}
