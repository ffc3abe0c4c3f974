import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads a folder of a release as Maven Central would: what each POM has to say, sources,
 * javadoc, signatures and checksums; and what we promise beyond: components, module names, no
 * package in two jars.
 */
class CheckRelease {

	private static final Set<String> PUBLISHED = Set.of("mishap-parent", "mishap-core", "mishap-servlet",
			"mishap-reactive", "mishap-client", "mishap-spring-boot-autoconfigure", "mishap-spring-boot-starter",
			"mishap-spring-boot-starter-webflux", "mishap-rewrite");

	private static final List<String> FIELDS = List.of("name", "description", "url", "licenses", "developers", "scm");

	private final List<String> complaints = new ArrayList<>();

	private final Map<String, String> packages = new HashMap<>();

	private final Map<String, String> modules = new HashMap<>();

	public static void main(String[] arguments) throws Exception {
		new CheckRelease().check(Path.of(arguments[0]), arguments[1]);
	}

	private void check(Path folder, String version) throws Exception {
		Path group = folder.resolve("dev/mishap");
		Set<String> found = new TreeSet<>();
		try (Stream<Path> artifacts = Files.list(group)) {
			artifacts.filter(Files::isDirectory).forEach((path) -> found.add(path.getFileName().toString()));
		}
		complain(found.equals(new TreeSet<>(PUBLISHED)), "published is " + found + ", not " + new TreeSet<>(PUBLISHED));
		Element parent = pom(group, "mishap-parent", version);
		for (String artifact : found) {
			Element pom = pom(group, artifact, version);
			for (String field : FIELDS) {
				boolean there = child(pom, field) != null || child(parent, field) != null;
				complain(there, artifact + " has no " + field);
			}
			complain(child(pom, "name") != null && child(pom, "description") != null,
					artifact + " has no name and description of its own");
			Path files = group.resolve(artifact).resolve(version);
			String base = artifact + "-" + version;
			List<String> wanted = new ArrayList<>(List.of(".pom", "-cyclonedx.json"));
			if (!"pom".equals(text(pom, "packaging"))) {
				wanted.addAll(List.of(".jar", "-sources.jar", "-javadoc.jar"));
				readJar(artifact, files.resolve(base + ".jar"));
				readSnippets(files.resolve(base + "-sources.jar"), files.resolve(base + "-javadoc.jar"));
			}
			for (String suffix : wanted) {
				Path file = files.resolve(base + suffix);
				complain(Files.exists(file), file + " is missing");
				complain(Files.exists(files.resolve(base + suffix + ".asc")), file + " is not signed");
				checksum(file, "md5", "MD5");
				checksum(file, "sha1", "SHA-1");
			}
			complain(!Files.readString(files.resolve(base + ".pom")).contains("SNAPSHOT"),
					artifact + " depends on a snapshot");
		}
		if (!this.complaints.isEmpty()) {
			this.complaints.forEach(System.err::println);
			System.exit(1);
		}
		System.out.println("Maven Central would take these: " + String.join(", ", found));
	}

	private void readJar(String artifact, Path jar) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			String module = file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
			complain(module != null && module.matches("dev\\.mishap(\\.[a-z]+)*"), artifact + " has no module name");
			String other = this.modules.put(String.valueOf(module), artifact);
			complain(other == null, artifact + " has the module name of " + other);
			file.stream().filter((entry) -> entry.getName().endsWith(".class")).forEach((entry) -> {
				String name = entry.getName().substring(0, entry.getName().lastIndexOf('/'));
				String owner = this.packages.putIfAbsent(name, artifact);
				complain(owner == null || owner.equals(artifact), name + " is in " + owner + " and " + artifact);
			});
		}
	}

	/** An older javadoc would leave the snippets out of the pages. */
	private void readSnippets(Path sources, Path javadoc) throws IOException {
		try (JarFile in = new JarFile(sources.toFile()); JarFile pages = new JarFile(javadoc.toFile())) {
			for (JarEntry entry : Collections.list(in.entries())) {
				if (entry.getName().endsWith(".java") && text(in, entry).contains("{@snippet")) {
					JarEntry page = pages.getJarEntry(entry.getName().replaceFirst("java$", "html"));
					complain(page != null && text(pages, page).contains("class=\"snippet\""),
							javadoc + " has no snippet of " + entry);
				}
			}
		}
	}

	private static String text(JarFile jar, JarEntry entry) throws IOException {
		try (InputStream stream = jar.getInputStream(entry)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private void checksum(Path file, String suffix, String algorithm) throws Exception {
		Path checksum = Path.of(file + "." + suffix);
		if (!Files.exists(file) || !Files.exists(checksum)) {
			complain(false, checksum + " is missing");
			return;
		}
		String digest = HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
		complain(Files.readString(checksum).strip().equals(digest), checksum + " is wrong");
	}

	private void complain(boolean right, String complaint) {
		if (!right && !this.complaints.contains(complaint)) {
			this.complaints.add(complaint);
		}
	}

	private static Element pom(Path group, String artifact, String version) throws Exception {
		Path file = group.resolve(artifact).resolve(version).resolve(artifact + "-" + version + ".pom");
		try (InputStream stream = Files.newInputStream(file)) {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
		}
	}

	private static Element child(Element parent, String name) {
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element element && element.getTagName().equals(name)) {
				return element;
			}
		}
		return null;
	}

	private static String text(Element parent, String name) {
		Element child = child(parent, name);
		return (child != null) ? child.getTextContent().strip() : null;
	}

}
