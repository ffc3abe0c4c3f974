package dev.mishap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.util.function.SingletonSupplier;

/** Writes a small HTML page that needs nothing from outside. */
final class HtmlProblemWriter implements ProblemWriter {

	private static final String STYLE = """
			:root{color-scheme:light dark}
			body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:10vh auto;padding:0 1rem}
			h1{font-size:1.5rem;margin:0 0 .5rem}
			code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
			p.id{opacity:.75;margin-top:2rem}
			""".replace("\n", "");

	private final List<ErrorPageSource> pages;

	private final SingletonSupplier<ProblemTexts> texts;

	HtmlProblemWriter(List<ErrorPageSource> pages, @Nullable MessageSource messages) {
		this.pages = List.copyOf(pages);
		this.texts = SingletonSupplier
			.of(() -> new ProblemTexts(messages, Map.of(), Locale.ENGLISH, HtmlProblemWriter.class.getClassLoader()));
	}

	@Override
	public ProblemBody write(Problem problem, ProblemContext context) throws Exception {
		for (ErrorPageSource source : this.pages) {
			ProblemBody page = source.page(problem, context);
			if (page != null) {
				return page;
			}
		}
		return ownPage(problem, context);
	}

	private ProblemBody ownPage(Problem problem, ProblemContext context) {
		String title = (problem.title() != null) ? problem.title() : HttpStatuses.phrase(problem.status());
		StringBuilder html = new StringBuilder(1024);
		html.append("<!doctype html>\n<html lang=\"").append(context.locale().toLanguageTag()).append("\">\n<head>");
		html.append("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
		escape(html, title);
		html.append("</title><style>").append(STYLE).append("</style></head>\n<body><main><h1>");
		html.append(problem.status()).append(' ');
		escape(html, title);
		html.append("</h1>\n");
		if (problem.detail() != null) {
			html.append("<p>");
			escape(html, problem.detail());
			html.append("</p>\n");
		}
		html.append("<p class=\"id\">");
		escape(html, this.texts.obtain().label("request_id", context.locale()));
		html.append(": <code>");
		escape(html, context.requestId());
		html.append("</code></p></main></body>\n</html>\n");
		return new ProblemBody("text/html;charset=UTF-8", html.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static void escape(StringBuilder html, @Nullable String text) {
		if (text != null) {
			Markup.escape(html, text);
		}
	}

}
