package dev.mishap.internal.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.mishap.Problem;
import dev.mishap.ProblemContext;
import dev.mishap.ProblemWriter;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.texts.ProblemTexts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.util.function.SingletonSupplier;

/**
 * Writes a page for people: that of the application where it has one, else a small one
 * that needs nothing from outside. What is said to programs (header fields, members) is
 * said to people in other words, under {@code mishap.page}.
 */
public final class HtmlProblemWriter implements ProblemWriter {

	private static final String STYLE = """
			:root{color-scheme:light dark;--text:#1f2328;--back:#fff;--soft:#59636e;--line:#d1d9e0;--link:#0757b5}
			@media(prefers-color-scheme:dark){
			:root{--text:#e6e9ee;--back:#14171c;--soft:#9aa4b1;--line:#363d47;--link:#79b4ff}}
			body{margin:0;font:1.0625rem/1.55 system-ui,sans-serif;color:var(--text);background:var(--back)}
			main{max-width:38rem;margin:0 auto;padding:12vh 1.25rem 3rem;overflow-wrap:anywhere}
			h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
			.status{display:block;font-size:.95rem;font-weight:600;color:var(--soft);letter-spacing:.04em}
			ul{list-style:none;margin:1.25rem 0;padding:0;border-top:1px solid var(--line)}
			li{padding:.6rem 0;border-bottom:1px solid var(--line)}
			li b{display:block}
			a{color:var(--link)}
			.id{margin-top:2rem;font-size:.9rem;color:var(--soft)}
			code{font-family:ui-monospace,monospace}
			""".replace("\n", "");

	private final List<PageSource> pages;

	private final SingletonSupplier<ProblemTexts> texts;

	private final FailedPages failures = new FailedPages();

	/**
	 * Creates the writer.
	 * @param pages the application's own pages, asked in this order
	 * @param messages where the application's own words are, if anywhere
	 * @param fallback the language that words of no known language are in
	 * @param classLoader where these words are, or {@code null} for where the library is
	 */
	public HtmlProblemWriter(List<PageSource> pages, @Nullable MessageSource messages, Locale fallback,
			@Nullable ClassLoader classLoader) {
		ClassLoader known = (classLoader != null) ? classLoader : HtmlProblemWriter.class.getClassLoader();
		this.pages = List.copyOf(pages);
		this.texts = SingletonSupplier.of(() -> new ProblemTexts(messages, Map.of(), fallback, known));
	}

	@Override
	public ProblemWriter.Body write(Problem problem, ProblemContext context) {
		for (PageSource source : this.pages) {
			try {
				ProblemWriter.Body page = source.page(problem, context);
				if (page != null) {
					return page;
				}
			}
			catch (Exception | Error ex) {
				// people asked for a page: one that fails is replaced by a page
				this.failures.failed(problem, context, source.getClass(), ex);
			}
		}
		return new ProblemWriter.Body("text/html;charset=UTF-8",
				page(problem, context).getBytes(StandardCharsets.UTF_8));
	}

	private String page(Problem problem, ProblemContext context) {
		Page page = new Page(this.texts.obtain(), problem, context.locale());
		page.html.append("<!doctype html>\n<html lang=\"").append(context.locale().toLanguageTag());
		page.html.append("\">\n<head><meta charset=\"utf-8\">");
		page.html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
		page.text(page.title());
		page.html.append("</title><style>").append(STYLE).append("</style></head>\n<body><main>\n<h1>");
		page.html.append("<span class=\"status\">").append(problem.status()).append("</span> ");
		page.text(page.title());
		page.html.append("</h1>\n");
		page.detail();
		page.violations();
		page.home(home(context));
		page.requestId(context.requestId());
		return page.html.append("</main></body>\n</html>\n").toString();
	}

	private @Nullable String home(ProblemContext context) {
		for (PageSource source : this.pages) {
			try {
				String home = source.home(context);
				if (home != null) {
					return home;
				}
			}
			catch (RuntimeException ignored) {
				// a page without a link is better than none
			}
		}
		return null;
	}

	/** The page while it is written. */
	private static final class Page {

		private final StringBuilder html = new StringBuilder(3072);

		private final ProblemTexts texts;

		private final Problem problem;

		private final Locale locale;

		Page(ProblemTexts texts, Problem problem, Locale locale) {
			this.texts = texts;
			this.problem = problem;
			this.locale = locale;
		}

		void text(String text) {
			XmlProblemWriter.escape(this.html, text);
		}

		String title() {
			String title = this.texts.pageTitle(this.problem, this.locale);
			return (title != null) ? title : HttpStatuses.phrase(this.problem.status());
		}

		void detail() {
			String detail = this.texts.pageDetail(this.problem, this.locale);
			if (detail != null) {
				this.html.append("<p>");
				text(detail);
				this.html.append("</p>\n");
			}
		}

		void violations() {
			if (this.problem.violations().isEmpty()) {
				return;
			}
			this.html.append("<ul>\n");
			for (Violation violation : this.problem.violations()) {
				this.html.append("<li>");
				String name = name(violation);
				if (!name.isEmpty()) {
					this.html.append("<b>");
					text(name);
					this.html.append("</b> ");
				}
				text((violation.detail() != null) ? violation.detail() : violation.code());
				this.html.append("</li>\n");
			}
			this.html.append("</ul>\n");
		}

		/** The name that the application has for people, else the one that was sent. */
		private String name(Violation violation) {
			String name = violation.name();
			if (violation.location() == Location.BODY) {
				name = name.startsWith("#") ? name.substring(1) : name;
				String[] steps = decoded(name).split("/");
				for (int i = 0; i < steps.length; i++) {
					steps[i] = label(steps[i].replace("~1", "/").replace("~0", "~"));
				}
				return String.join(" › ", List.of(steps).stream().filter((step) -> !step.isEmpty()).toList());
			}
			return label(name);
		}

		/** A place that an application has written need be no fragment of a URI. */
		private static String decoded(String pointer) {
			try {
				return URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ignored) {
				return pointer;
			}
		}

		private String label(String name) {
			String label = this.texts.pageText(ProblemTexts.FIELD + name, this.locale);
			return (label != null) ? label : name;
		}

		void home(@Nullable String home) {
			if (home != null) {
				this.html.append("<p><a href=\"");
				text(home);
				this.html.append("\">");
				labelled("home");
				this.html.append("</a></p>\n");
			}
		}

		void requestId(String requestId) {
			this.html.append("<p class=\"id\">");
			labelled("request_id");
			this.html.append(": <code>");
			text(requestId);
			this.html.append("</code></p>\n");
		}

		/** A word that the language of the page lacks is marked as English. */
		private void labelled(String name) {
			String label = this.texts.pageText(ProblemTexts.LABEL + name, this.locale);
			if (label != null) {
				text(label);
				return;
			}
			String english = this.texts.pageText(ProblemTexts.LABEL + name, Locale.ENGLISH);
			this.html.append("<span lang=\"en\">");
			text((english != null) ? english : name);
			this.html.append("</span>");
		}

	}

	/**
	 * Knows the application's own HTML page for a problem, such as an error view of a
	 * template engine.
	 */
	@FunctionalInterface
	public interface PageSource {

		/**
		 * Returns the page for a problem.
		 * @param problem the problem, complete
		 * @param context the circumstances
		 * @return the page, or {@code null} if there is none for it
		 * @throws Exception if the page cannot be made
		 */
		ProblemWriter.@Nullable Body page(Problem problem, ProblemContext context) throws Exception;

		/**
		 * Returns where people can go on from an error.
		 * @param context the circumstances
		 * @return the address of the application's start page, or {@code null} if it
		 * isn't known
		 */
		default @Nullable String home(ProblemContext context) {
			return null;
		}

	}

	/**
	 * Says in the log that a page of the application could not be made, once for each way
	 * in which that happens: a broken template fails at every error.
	 */
	public static final class FailedPages {

		private static final Log logger = LogFactory.getLog("dev.mishap.problems");

		private static final int MAX_FAILURES = 64;

		private final Set<String> failures = ConcurrentHashMap.newKeySet();

		/**
		 * Notes a page that failed.
		 * @param problem the problem that the page was for
		 * @param context the circumstances
		 * @param source who should have made the page
		 * @param failure what it failed with
		 */
		public void failed(Problem problem, ProblemContext context, Class<?> source, Throwable failure) {
			String line = "[" + context.requestId() + "] The page of the application for " + problem.status()
					+ " failed; the page of the library went out instead";
			String fingerprint = source.getName() + " " + problem.status() + " " + failure.getClass().getName();
			if (this.failures.size() < MAX_FAILURES && this.failures.add(fingerprint)) {
				logger.error(line + " (logged once)", failure);
			}
			else {
				logger.debug(line, failure);
			}
		}

	}

	/**
	 * Model of the application's own error view: what Boot has put into it, and what it
	 * lacks.
	 */
	public static final class PageModel {

		private PageModel() {
		}

		/**
		 * Adds what a model lacks: the documented attributes of Boot, and beside them the
		 * members of the problem.
		 * @param model the model so far
		 * @param problem the problem
		 * @param context the circumstances
		 */
		public static void complete(Map<String, ? super Object> model, Problem problem, ProblemContext context) {
			model.putIfAbsent("timestamp", new Date());
			model.putIfAbsent("status", problem.status());
			model.putIfAbsent("error", error(problem.status()));
			model.putIfAbsent("message", "");
			model.putIfAbsent("title", String.valueOf(problem.title()));
			model.putIfAbsent("detail", (problem.detail() != null) ? problem.detail() : "");
			model.putIfAbsent("code", problem.code());
			model.putIfAbsent("request_id", context.requestId());
			model.putIfAbsent("errors", problem.violations());
			problem.extensions().forEach(model::putIfAbsent);
		}

		/**
		 * Returns what Boot calls an error of a status.
		 * @param status the status
		 */
		public static String error(int status) {
			HttpStatus known = HttpStatus.resolve(status);
			return (known != null) ? known.getReasonPhrase() : "Http Status " + status;
		}

	}

}
