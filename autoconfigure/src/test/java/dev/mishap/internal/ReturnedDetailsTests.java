package dev.mishap.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ReturnedDetails.Interceptors;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/** Which interceptors of the application are asked, about what, and what they see. */
class ReturnedDetailsTests {

	private final Interceptors interceptors = new Interceptors();

	private final FakeRequest request = new FakeRequest();

	@BeforeEach
	void thrownByAController() {
		this.request.door = Door.CONTROLLER;
	}

	private String answer(Throwable exception) {
		ProblemPipeline pipeline = ProblemPipeline.builder()
			.mappings(ProblemMappings.builder().build())
			.requestIds((request) -> "id-1")
			.interceptors(this.interceptors)
			.build();
		return this.request.apply(pipeline.answerTo(exception, this.request)).text();
	}

	private static ErrorResponse.Interceptor adding(String name) {
		return (detail, error) -> detail.setProperty(name, true);
	}

	private static ResponseStatusException conflict() {
		return new ResponseStatusException(HttpStatus.CONFLICT);
	}

	@Test
	void theySeeThePathAsSpringHasItAndTheBodyDoesNot() {
		List<ProblemDetail> seen = new ArrayList<>();
		this.request.path = "/orders/7%20b";
		this.interceptors.set(List.of((detail, error) -> seen.add(detail)), Door.CONTROLLER);
		assertThat(answer(conflict())).doesNotContain("instance");
		assertThat(seen).singleElement().satisfies((detail) -> {
			assertThat(detail.getInstance()).isEqualTo(URI.create("/orders/7%20b"));
			assertThat(detail.getStatus()).isEqualTo(409);
			assertThat(detail.getTitle()).isEqualTo("Conflict");
			assertThat(detail.getProperties()).containsEntry("code", "CONFLICT").containsEntry("request_id", "id-1");
		});
	}

	@Test
	void pathThatIsNoUriCostsNothing() {
		this.request.path = "/a|b";
		this.interceptors.set(List.of(adding("a")), Door.CONTROLLER);
		assertThat(answer(conflict())).contains("\"a\":true");
	}

	/** Configurers without an order may come after that of the library. */
	@Test
	void whatIsAddedToTheListLaterCounts() {
		List<ErrorResponse.Interceptor> list = new ArrayList<>(List.of(adding("a")));
		this.interceptors.set(list, Door.CONTROLLER);
		list.add(adding("b"));
		assertThat(answer(conflict())).contains("\"a\":true", "\"b\":true");
	}

	/** A context below has the configurers of the application, and its own. */
	@Test
	void listOfAnotherContextDoesNotCount() {
		this.interceptors.set(List.of(adding("a")), Door.CONTROLLER);
		this.interceptors.set(List.of(adding("a"), adding("b")), Door.CONTROLLER);
		assertThat(answer(conflict())).contains("\"a\":true").doesNotContain("\"b\"");
	}

	@Test
	void oneThatIsNotThereIsLeftOut() {
		this.interceptors.set(Arrays.asList(null, adding("a")), Door.CONTROLLER);
		assertThat(answer(conflict())).contains("\"a\":true");
	}

	@Test
	void theyAreNotAskedAboutFiltersNorAboutWhatSpringHasNoProblemFor() {
		this.interceptors.set(List.of(adding("a")), Door.CONTROLLER);
		assertThat(answer(new IllegalStateException())).doesNotContain("\"a\"");
		this.request.door = Door.FILTER;
		assertThat(answer(conflict())).contains("CONFLICT").doesNotContain("\"a\"");
	}

	@Test
	void emptyTextsAreNone() {
		this.interceptors.set(List.of((detail, error) -> {
			detail.setType(URI.create(""));
			detail.setTitle("");
			detail.setDetail("");
		}), Door.CONTROLLER);
		assertThat(answer(conflict())).contains("\"type\":\"about:blank\"", "\"title\":\"Conflict\"")
			.doesNotContain("\"detail\"");
	}

}
