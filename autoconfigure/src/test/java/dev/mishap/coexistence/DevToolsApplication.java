package dev.mishap.coexistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Application that is started as a developer does, so that DevTools is at work. */
@PlainApplication
@Import(DevToolsApplication.Controller.class)
public class DevToolsApplication {

	/**
	 * Starts it and says its port in a file.
	 * @param args the file
	 */
	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext context = SpringApplication.run(DevToolsApplication.class, args);
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		Path file = Path.of(System.getProperty("port.file"));
		Path draft = file.resolveSibling("draft");
		Files.write(draft, Integer.toString(port).getBytes(StandardCharsets.US_ASCII));
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
	}

	@RestController
	static class Controller {

		/**
		 * DevTools loads what is being developed by a class loader that it throws away.
		 */
		@GetMapping("/loader")
		String loader() {
			return getClass().getClassLoader().getClass().getSimpleName();
		}

		@GetMapping("/throws")
		String fails() {
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

		@GetMapping("/taken")
		String taken() {
			throw new SeatTakenException();
		}

	}

	@ResponseStatus(org.springframework.http.HttpStatus.CONFLICT)
	static class SeatTakenException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
