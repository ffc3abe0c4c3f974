package dev.mishap.coexistence;

import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside an advice that extends {@link ResponseEntityExceptionHandler}. */
@SpringBootTest(classes = OwnExceptionHandlerTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class OwnExceptionHandlerTests {

	@LocalServerPort
	int port;

	private RawHttp http() {
		return new RawHttp(this.port);
	}

	/** Its bodies are Spring's, as they would be without the library. */
	@ParameterizedTest
	@CsvSource({ "GET,/articles/abc,400,Failed to convert 'id' with value: 'abc',BAD_REQUEST",
			"DELETE,/articles/7,405,Method 'DELETE' is not supported.,METHOD_NOT_ALLOWED",
			"GET,/nowhere,404,No static resource nowhere.,NOT_FOUND" })
	void whatItAnswersGainsCodeAndRequestIdOnly(String method, String target, int status, String detail, String code) {
		Answer answer = http().send(method, target);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"", "\"instance\":\"" + target + "\"",
				"\"code\":\"" + code + "\"", "\"request_id\":\"" + answer.header("X-Request-Id") + "\"");
	}

	@Test
	void headersOfItsAnswersAreKept() {
		assertThat(http().send("DELETE", "/articles/7").header("Allow")).isEqualTo("GET");
	}

	@Test
	void bodyOfItsOwnIsUntouched() {
		Answer answer = http().json("POST", "/articles", "{\"name\":\"\"}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).isEqualTo("{\"fault\":\"name\"}");
	}

	@Test
	void exceptionOfItsOwnIsItsOwn() {
		Answer answer = http().send("GET", "/articles/1");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("taken");
	}

	@Test
	void whatItLeavesIsAProblem() {
		ProblemAssert.assertThat(http().send("GET", "/articles/2")).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void whatNeverReachesItIsAProblem() {
		ProblemAssert.assertThat(http().raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
			.isProblem(400, "BAD_REQUEST");
	}

	@PlainApplication
	@Import({ Articles.class, Advice.class })
	static class Application {

	}

	@ControllerAdvice
	static class Advice extends ResponseEntityExceptionHandler {

		@ExceptionHandler
		ResponseEntity<String> taken(UnsupportedOperationException exception) {
			return ResponseEntity.status(409).contentType(MediaType.TEXT_PLAIN).body("taken");
		}

		@Override
		protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException exception,
				HttpHeaders headers, HttpStatusCode status, WebRequest request) {
			return ResponseEntity.badRequest().contentType(MediaType.APPLICATION_JSON).body(new Fault("name"));
		}

	}

	record Fault(String fault) {

	}

	record Article(@NotBlank String name) {

	}

	@RestController
	static class Articles {

		@GetMapping("/articles/{id}")
		String article(@PathVariable int id) {
			if (id == 1) {
				throw new UnsupportedOperationException();
			}
			throw new IllegalStateException("jdbc:h2:mem:x;password=s3cr3t");
		}

		@PostMapping("/articles")
		void add(@Valid @RequestBody Article article) {
		}

	}

}
