package dev.mishap.internal.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.mishap.ProblemRequest.Door;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.servlet.ProblemResponder;
import dev.mishap.servlet.ServletProblemRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread that ends a stream of events flushes the response. If the stream has failed,
 * it may do so while the answer is written by another thread, and a server whose buffer
 * two threads use sends what is no answer.
 */
class FlushOfAnotherThreadTests {

	@Test
	void answerThatIsWrittenIsNotFlushedByAnotherThread() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/stream");
		request.setAsyncSupported(true);
		FlushedMeanwhile container = new FlushedMeanwhile();
		WatchedResponse response = WatchedResponse.around(request, container, true);
		request.startAsync(request, response);
		container.flushed = response;
		ProblemPipeline pipeline = ProblemPipeline.builder().build();
		ServletProblemRequest failed = new ServletProblemRequest(request, response, Door.CONTROLLER);
		new ProblemResponder(pipeline).apply(pipeline.answerTo(new IllegalStateException(), failed), failed, request,
				response);
		assertThat(container.flushes).isEqualTo(1);
		assertThat(container.getStatus()).isEqualTo(500);
		assertThat(container.getContentType()).isEqualTo("application/problem+json");
		assertThat(container.getContentAsString(StandardCharsets.UTF_8)).contains("\"INTERNAL_ERROR\"");
		assertThat(container.isCommitted()).isTrue();
	}

	/** The other thread comes at the worst moment. */
	private static final class FlushedMeanwhile extends MockHttpServletResponse {

		private @Nullable WatchedResponse flushed;

		private int flushes;

		@Override
		public void setStatus(int status) {
			Thread other = new Thread(() -> {
				try {
					this.flushed.flushBuffer();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			other.start();
			try {
				other.join(10_000);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.flushes++;
			super.setStatus(status);
		}

	}

}
