package dev.mishap.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.catalogue.CataloguePages;
import dev.mishap.internal.registry.ProblemRegistry;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * Writes the pages about the problems of an application (RFC 9457, section 3.1.1) into a
 * folder, for those who put them up elsewhere. The application does not have to serve
 * them: {@code mishap.body.type-base} says where they will be.
 *
 * @since 0.1.0
 */
public final class CatalogueExport {

	private CatalogueExport() {
	}

	/**
	 * Writes the pages.
	 * @param application the application, as a test has it
	 * @param folder the folder; it is made if it does not exist, and what else is in it
	 * stays
	 * @throws IOException if a file cannot be written
	 */
	public static void write(ApplicationContext application, Path folder) throws IOException {
		new CataloguePages(application.getBean(ProblemRegistry.class), application.getBean(ProblemPipeline.class),
				application, application.getBean(MishapProperties.class).defaultLanguage())
			.writeTo(folder);
	}

	/**
	 * Starts an application on a free port, writes the pages and stops it.
	 * @param arguments the name of the class of the application, the folder, and
	 * arguments for the application
	 * @throws ClassNotFoundException if there is no such class
	 * @throws IOException if a file cannot be written
	 */
	public static void main(String... arguments) throws ClassNotFoundException, IOException {
		Assert.isTrue(arguments.length >= 2, "Name the class of the application and a folder.");
		String[] ofApplication = Stream
			.concat(Stream.of("--server.port=0"), Arrays.stream(arguments, 2, arguments.length))
			.toArray(String[]::new);
		try (ConfigurableApplicationContext application = SpringApplication.run(Class.forName(arguments[0]),
				ofApplication)) {
			write(application, Path.of(arguments[1]));
		}
	}

}
