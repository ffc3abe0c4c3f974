package dev.mishap.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import static org.assertj.core.api.Assertions.assertThat;

/** Packages of npm that tests use, installed from the lock file below target. */
final class NodePackages {

	private static final Path SOURCES = Path.of("src", "test", "node");

	private static final Path HOME = Path.of("target", "node");

	private NodePackages() {
	}

	static Path home() throws Exception {
		FileChannel lock = lock();
		try {
			Files.createDirectories(HOME);
			try (var files = Files.list(SOURCES)) {
				for (Path file : files.toList()) {
					Path copy = HOME.resolve(file.getFileName());
					// another JVM may read it
					if (!Files.exists(copy) || Files.mismatch(file, copy) != -1) {
						Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
					}
				}
			}
			installUnlessThere(HOME);
		}
		finally {
			lock.close();
		}
		return HOME;
	}

	/** Installs the packages of a folder, unless those of its lock file are there. */
	static void install(Path folder) throws Exception {
		FileChannel lock = lock();
		try {
			installUnlessThere(folder);
		}
		finally {
			lock.close();
		}
	}

	/** Two JVMs run the tests. Within one, they run one after another. */
	private static FileChannel lock() throws IOException {
		FileChannel channel = FileChannel.open(Path.of("target", "node.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		channel.lock();
		return channel;
	}

	private static void installUnlessThere(Path folder) throws Exception {
		Path lock = folder.resolve("package-lock.json");
		Path installed = folder.resolve("node_modules/lock.json");
		if (!Files.exists(installed) || Files.mismatch(lock, installed) != -1) {
			run(folder, "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
			Files.copy(lock, installed);
		}
	}

	/** Runs a command in the folder of the packages, and returns what it prints. */
	static String run(String... command) throws IOException, InterruptedException {
		return run(HOME, command);
	}

	/** Runs a command in a folder, and returns what it prints. */
	static String run(Path folder, String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
