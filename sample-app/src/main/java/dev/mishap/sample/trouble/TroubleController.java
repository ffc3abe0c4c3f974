package dev.mishap.sample.trouble;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Failures that no client can provoke in a healthy service, to be seen at will.
 */
@RestController
class TroubleController {

	/** What nobody expected: the client learns a request ID, the log the rest. */
	@GetMapping("/trouble/boom")
	Map<String, String> boom() {
		throw new IllegalStateException("jdbc:h2:mem:models?password=s3cr3t is not open");
	}

	/** The same on a thread of its own. */
	@GetMapping("/trouble/async")
	Callable<String> async() {
		return () -> {
			throw new IllegalStateException("the worker lost its tensor");
		};
	}

	/** A result that nobody ever sets. */
	@GetMapping("/trouble/late")
	DeferredResult<String> late() {
		return new DeferredResult<>(200L);
	}

	/** A status without a body. */
	@GetMapping("/trouble/bare")
	ResponseEntity<Void> bare() {
		return ResponseEntity.notFound().build();
	}

	/** The servlet way of giving up. */
	@GetMapping("/trouble/send-error")
	void sendError(HttpServletResponse response) throws IOException {
		response.sendError(409, "The training run has not ended yet.");
	}

	/** Fails before anything was sent: a clean problem, in spite of what was set. */
	@GetMapping("/trouble/export")
	void export(HttpServletResponse response) throws IOException {
		response.setContentType("text/csv");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export.csv\"");
		response.getOutputStream().write("text,label\n".getBytes(StandardCharsets.UTF_8));
		throw new IllegalStateException("the table went away");
	}

	/** Fails after a part was sent: nobody can take that back, so the message is cut. */
	@GetMapping("/trouble/stream")
	void stream(HttpServletResponse response) throws IOException {
		response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
		OutputStream out = response.getOutputStream();
		out.write("{\"token\": \"The\"}\n{\"token\": \" answer\"}\n".getBytes(StandardCharsets.UTF_8));
		response.flushBuffer();
		throw new IllegalStateException("the model stopped in mid-sentence");
	}

	/** The same with events: two arrive, then the connection breaks. */
	@GetMapping(path = "/trouble/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter events() {
		SseEmitter events = new SseEmitter();
		CompletableFuture.runAsync(() -> {
			try {
				events.send(SseEmitter.event().name("token").data("The"));
				events.send(SseEmitter.event().name("token").data(" answer"));
				events.completeWithError(new IllegalStateException("the model stopped in mid-sentence"));
			}
			catch (IOException ex) {
				events.completeWithError(ex);
			}
		});
		return events;
	}

}
