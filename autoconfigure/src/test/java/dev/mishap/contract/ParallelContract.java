package dev.mishap.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.testing.ProblemAssert;
import dev.mishap.testing.RawHttp;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests that fail at the same time: each gets its own answer. */
abstract class ParallelContract extends Contract {

	private static final int CALLERS = 64;

	private static final int ROUNDS = 3;

	private static final List<Map<String, Object>> ERRORS = List
		.of(Map.of("pointer", "#/name", "code", "NOT_BLANK", "detail", "This must not be blank."));

	@Test
	void eachOfManyRequestsGetsItsOwnAnswer() throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			List<String> ids = new ArrayList<>();
			for (int round = 0; round < ROUNDS; round++) {
				for (Future<String> id : callers.invokeAll(calls(round))) {
					ids.add(id.get());
				}
			}
			assertThat(ids).hasSize(CALLERS * ROUNDS).doesNotHaveDuplicates();
		}
		finally {
			callers.shutdownNow();
		}
	}

	private List<Callable<String>> calls(int round) {
		CyclicBarrier together = new CyclicBarrier(CALLERS);
		List<Callable<String>> calls = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			int caller = i;
			calls.add(() -> {
				together.await(30, TimeUnit.SECONDS);
				return call(caller, caller + "-" + round);
			});
		}
		return calls;
	}

	/** Every other request brings its ID along. */
	private String call(int caller, String name) {
		String[] headers = (caller % 2 == 0) ? new String[] { "X-Request-Id: parallel-" + name } : new String[0];
		RawHttp.Answer answer = send(caller % 8 / 2, name, headers);
		if (caller % 2 == 0) {
			assertThat(answer).hasHeader("X-Request-Id", "parallel-" + name);
		}
		return answer.header("X-Request-Id");
	}

	private RawHttp.Answer send(int kind, String name, String... headers) {
		return switch (kind) {
			case 0 ->
				withMembers(get("/parallel/member/" + name, headers), 402, "OUT_OF_CREDIT", Map.of("account", name));
			case 1 -> withMembers(get("/parallel/later/" + name, headers), 404, "NOT_FOUND",
					Map.of("detail", "No " + name + "."));
			case 2 -> withMembers(http().json("POST", "/parallel/body", "{\"name\":\" \"}", headers), 422,
					"VALIDATION_FAILED", Map.of("errors", ERRORS));
			default ->
				withMembers(http().send("DELETE", "/parallel/body", headers), 405, "METHOD_NOT_ALLOWED", Map.of());
		};
	}

	/** Members that another answer may have are not in this one. */
	private static RawHttp.Answer withMembers(RawHttp.Answer answer, int status, String code,
			Map<String, Object> members) {
		ProblemAssert problem = assertThat(answer).isProblem(status, code);
		members.forEach(problem::hasMember);
		for (String name : List.of("account", "errors")) {
			assertThat(problem.body().has(name)).as(name).isEqualTo(members.containsKey(name));
		}
		assertThat(answer.headers().containsKey("Allow")).isEqualTo(status == 405);
		return answer;
	}

	/** Something to validate. */
	record Thing(@NotBlank String name) {

	}

	@RestController
	static class Controller {

		@GetMapping("/parallel/member/{name}")
		String member(@PathVariable String name) {
			throw new ProblemException(Problem.of(402, "OUT_OF_CREDIT").withExtension("account", name), null);
		}

		@GetMapping("/parallel/later/{name}")
		CompletableFuture<String> later(@PathVariable String name) {
			return CompletableFuture.supplyAsync(() -> {
				throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No " + name + ".");
			});
		}

		@PostMapping("/parallel/body")
		String body(@Valid @RequestBody Thing thing) {
			return thing.name();
		}

	}

}
