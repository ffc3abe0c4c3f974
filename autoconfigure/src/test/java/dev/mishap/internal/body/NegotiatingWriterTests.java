package dev.mishap.internal.body;

import java.util.Locale;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemRequest.Door;
import dev.mishap.ProblemWriter;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ConcurrentLruCache;

import static org.assertj.core.api.Assertions.assertThat;

class NegotiatingWriterTests {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final NegotiatingWriter all = new NegotiatingWriter(writer("json"), writer("html"), writer("xml"));

	private final NegotiatingWriter withoutPages = new NegotiatingWriter(writer("json"), null, writer("xml"));

	private static ProblemWriter writer(String name) {
		return (problem, context) -> new ProblemWriter.Body(name, new byte[0]);
	}

	private static String chosen(NegotiatingWriter writer, String... accept) throws Exception {
		FakeRequest request = new FakeRequest();
		request.requestHeaders.put("Accept", String.join("\n", accept));
		return writer.write(Problem.of(404), new ProblemContext(request, null, Door.FILTER, "id", Locale.ENGLISH))
			.contentType();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "application/xml|xml", "text/xml, application/json;q=0.5|xml",
					"application/xml, application/json|json", "text/html|html",
					"text/html;q=0.8, application/json;q=0.9|json", "text/*|html", "*/*, text/html;q=0|json",
					"text/html, application/xml|html", "nonsense|json", "image/png|json" })
	void formThatTheClientClearlyPrefersIsWritten(String accept, String form) throws Exception {
		assertThat(chosen(this.all, accept)).isEqualTo(form);
	}

	@Test
	void linesOfTheFieldBelongTogether() throws Exception {
		assertThat(chosen(this.all, "application/json;q=0.5", "application/xml")).isEqualTo("xml");
	}

	/** A browser names XML before anything, but shows it as a tree. */
	@Test
	void browserGetsJsonRatherThanXmlWhereThereAreNoPages() throws Exception {
		assertThat(chosen(this.all, BROWSER)).isEqualTo("html");
		assertThat(chosen(this.withoutPages, BROWSER)).isEqualTo("json");
		assertThat(chosen(this.withoutPages, "application/xml")).isEqualTo("xml");
	}

	/** A caller can make up any number of fields, and any length. */
	@Test
	void whatCallersSendNeverFillsTheCache() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			chosen(this.all, "text/html, x/" + i);
		}
		ConcurrentLruCache<?, ?> cache = (ConcurrentLruCache<?, ?>) ReflectionTestUtils.getField(this.all, "chosen");
		assertThat(cache.size()).isBetween(1, 256);
		assertThat(chosen(this.all, BROWSER)).isEqualTo("html");
		int size = cache.size();
		assertThat(chosen(this.all, "application/xml, " + "x".repeat(300) + "/y")).isEqualTo("xml");
		assertThat(cache.size()).isEqualTo(size);
	}

}
