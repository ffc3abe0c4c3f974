package dev.mishap.internal.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem;
import dev.mishap.Violation;
import dev.mishap.Violation.Location;
import dev.mishap.Wording;
import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.Json;
import dev.mishap.internal.NoRequest;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemEntry.Text;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.internal.texts.ProblemTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;

/**
 * The pages of the catalogue: a list of all problems, and a page for each code. HTML for
 * people, JSON for programs; nothing in them says which exceptions lead to a problem.
 * Thread-safe. The first page takes as long as the registry needs to be made.
 */
public final class CataloguePages {

	/** What a page depends on. */
	public static final String VARY = "Accept, Accept-Language";

	/** Header fields that keep a page to what it is: it needs nothing from elsewhere. */
	public static final Map<String, String> SAFETY = Map.of("X-Content-Type-Options", "nosniff",
			"Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");

	private static final MediaType[] HTML = { MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML };

	private static final MediaType[] JSON = { MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON };

	private final ProblemRegistry registry;

	private final Examples examples;

	private final SingletonSupplier<ProblemTexts> texts;

	/**
	 * Creates the pages.
	 * @param registry the problems
	 * @param pipeline makes the examples
	 * @param messages where the application's own words are, if anywhere
	 * @param fallback the language for readers who ask for none that there are texts in
	 */
	public CataloguePages(ProblemRegistry registry, ProblemPipeline pipeline, @Nullable MessageSource messages,
			Locale fallback) {
		ClassLoader known = ClassUtils.getDefaultClassLoader();
		ClassLoader classLoader = (known != null) ? known : CataloguePages.class.getClassLoader();
		this.registry = registry;
		this.examples = new Examples(registry, pipeline);
		this.texts = SingletonSupplier.of(() -> new ProblemTexts(messages, Map.of(), fallback, classLoader));
	}

	/**
	 * Returns a page.
	 * @param name the name of the page of a code, or {@code null} for the list
	 * @param address the path of the list
	 * @param accept the values of {@code Accept}, one for each line; whoever does not ask
	 * for JSON gets what RFC 9457, section 3.1.1, asks for: a page for people
	 * @param decided the locale that the application has decided on, or {@code null}
	 * @param acceptLanguage what the caller sent as {@code Accept-Language}, or
	 * {@code null}
	 * @return the page, or {@code null} if there is no such code
	 */
	public @Nullable Page page(@Nullable String name, String address, List<String> accept, @Nullable Locale decided,
			@Nullable String acceptLanguage) {
		List<Locale> languages = this.texts.obtain().languages(decided, acceptLanguage);
		AcceptPreference preference = AcceptPreference.of(accept);
		boolean json = preference.of(JSON) > preference.of(HTML);
		if (name == null) {
			return json ? json(listAsData(address, languages), languages)
					: list(CatalogueHtml.Links.of(null, address + "/", ""), languages, Map.of());
		}
		List<ProblemEntry> entries = entries(Address.code(name));
		if (entries.isEmpty() || !Address.name(entries.get(0).code()).equals(name)) {
			return null;
		}
		return json ? json(asData(entries, languages), languages)
				: page(entries, CatalogueHtml.Links.at(address), languages, Map.of());
	}

	/**
	 * Returns words for a handler that has the path of a page.
	 * @param handler the handler, a method or anything else
	 */
	public static String nameOf(Object handler) {
		if (handler instanceof HandlerMethod method) {
			return method.getBeanType().getName() + "#" + method.getMethod().getName();
		}
		return handler.getClass().getName().replaceAll("\\$\\$.*", "");
	}

	/**
	 * Writes the pages for those who put them up elsewhere: {@code index.html},
	 * {@code out-of-stock/index.html}, and the same below {@code de/} for each further
	 * language. The pages link to each other by relative addresses. Files that are there
	 * already are replaced, others are left alone.
	 * @param folder the folder, made if it does not exist
	 * @throws IOException if a file cannot be written
	 */
	public void writeTo(Path folder) throws IOException {
		List<Locale> languages = languages();
		for (Locale language : languages) {
			Path home = home(folder, language, languages);
			write(home, list(CatalogueHtml.Links.of(null, "", "/index.html"), List.of(language),
					elsewhere(language, languages, "")));
			for (String code : codes()) {
				String name = Address.name(code);
				write(home.resolve(name),
						page(entries(code), CatalogueHtml.Links.of("../index.html", "../", "/index.html"),
								List.of(language), elsewhere(language, languages, name + "/")));
			}
		}
	}

	private static Path home(Path folder, Locale language, List<Locale> languages) {
		return language.equals(languages.get(0)) ? folder : folder.resolve(language.toLanguageTag());
	}

	/** Returns the addresses of a page in the other languages. */
	private static Map<Locale, String> elsewhere(Locale language, List<Locale> languages, String page) {
		String up = (language.equals(languages.get(0)) ? "" : "../") + (page.isEmpty() ? "" : "../");
		Map<Locale, String> elsewhere = new LinkedHashMap<>();
		for (Locale other : languages) {
			if (!other.equals(language)) {
				String home = other.equals(languages.get(0)) ? "" : other.toLanguageTag() + "/";
				elsewhere.put(other, up + home + page + "index.html");
			}
		}
		return elsewhere;
	}

	private static void write(Path folder, Page page) throws IOException {
		Files.createDirectories(folder);
		Files.write(folder.resolve("index.html"), page.content());
	}

	/** Returns the codes, each once. */
	private List<String> codes() {
		return this.registry.problems().stream().map(ProblemEntry::code).distinct().sorted().toList();
	}

	/** Returns the languages in which there are words for pages, the default first. */
	private List<Locale> languages() {
		ProblemTexts texts = this.texts.obtain();
		List<Locale> languages = new ArrayList<>(texts.languages(null, null).subList(0, 1));
		for (Locale spoken : texts.spoken()) {
			if (!languages.contains(spoken) && texts.pageText(CatalogueHtml.WORDS + "title", spoken) != null) {
				languages.add(spoken);
			}
		}
		return languages;
	}

	private List<ProblemEntry> entries(String code) {
		return this.registry.problems().stream().filter((entry) -> entry.code().equals(code)).toList();
	}

	private Page list(CatalogueHtml.Links links, List<Locale> languages, Map<Locale, String> elsewhere) {
		CatalogueHtml html = new CatalogueHtml(this.texts.obtain(), languages.get(0), links, elsewhere);
		return new Page("text/html;charset=UTF-8", languages.get(0),
				html.list(this.registry.problems()).getBytes(StandardCharsets.UTF_8));
	}

	private Page page(List<ProblemEntry> entries, CatalogueHtml.Links links, List<Locale> languages,
			Map<Locale, String> elsewhere) {
		CatalogueHtml html = new CatalogueHtml(this.texts.obtain(), languages.get(0), links, elsewhere);
		Map<ProblemEntry, Examples.Example> examples = new LinkedHashMap<>();
		entries.forEach((entry) -> examples.put(entry, this.examples.of(entry, languages)));
		return new Page("text/html;charset=UTF-8", languages.get(0),
				html.page(examples).getBytes(StandardCharsets.UTF_8));
	}

	private static Page json(Map<String, Object> data, List<Locale> languages) {
		return new Page("application/json", languages.get(0), Json.indented(data).getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, Object> listAsData(String address, ProblemEntry entry, List<Locale> languages) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("code", entry.code());
		data.put("page", address + "/" + Address.name(entry.code()));
		data.putAll(inBrief(entry, languages));
		return data;
	}

	private Map<String, Object> listAsData(String address, List<Locale> languages) {
		return Map.of("problems",
				this.registry.problems().stream().map((entry) -> listAsData(address, entry, languages)).toList());
	}

	private static Map<String, Object> inBrief(ProblemEntry entry, List<Locale> languages) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("type", entry.type().toString());
		data.put("status", entry.status());
		data.put("fault", entry.fault().name().toLowerCase(Locale.ROOT));
		data.put("retryable", entry.retryable());
		Text text = entry.text(languages.get(0));
		if (text != null) {
			data.put("title", text.title());
			if (text.detail() != null) {
				data.put("detail", CatalogueHtml.plain(text.detail()));
			}
		}
		return data;
	}

	/** A code with two statuses is two problems. */
	private Map<String, Object> asData(List<ProblemEntry> entries, List<Locale> languages) {
		CatalogueHtml words = new CatalogueHtml(this.texts.obtain(), languages.get(0), CatalogueHtml.Links.at(""),
				Map.of());
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("code", entries.get(0).code());
		data.put("problems", entries.stream().map((entry) -> {
			Map<String, Object> problem = inBrief(entry, languages);
			problem.put("advice", words.advice(entry));
			problem.put("headers", entry.headers());
			Examples.Example example = this.examples.of(entry, languages);
			Map<String, Object> shown = new LinkedHashMap<>();
			shown.put("status", example.status());
			shown.put("headers", example.headers());
			shown.put("content_type", example.contentType());
			shown.put("body", example.isJson() ? Json.read(example.body()) : example.body());
			problem.put("example", shown);
			return problem;
		}).toList());
		return data;
	}

	/**
	 * Page in one language.
	 *
	 * @param contentType the value of {@code Content-Type}
	 * @param language the language of its own words
	 * @param content the bytes to send
	 */
	public record Page(String contentType, Locale language, byte[] content) {

	}

	/**
	 * Makes examples of answers by the pipeline that makes the answers, so that both say
	 * the same. What only a request knows, such as the name of a parameter, is made up.
	 */
	public static final class Examples {

		/** Each example has the same. */
		private static final String REQUEST_ID = "01kvt7y3q8f5m2d9xw4c6hzbne";

		/** Header fields that say nothing of a problem: every answer has them. */
		private static final List<String> OF_EVERY_ANSWER = List.of("Cache-Control", "X-Content-Type-Options", "Vary");

		/** What {@code {0}} stands for in the detail of a code. */
		private static final Map<String, Wording> WORDINGS = Map.of("MISSING_PARAMETER",
				Wording.of("MISSING_PARAMETER", "page"), "MISSING_HEADER", Wording.of("MISSING_HEADER", "X-Tenant"),
				"MISSING_COOKIE", Wording.of("MISSING_COOKIE", "basket"), "MISSING_PART",
				Wording.of("MISSING_PART", "file"), "INVALID_PARAMETER", Wording.of("INVALID_PARAMETER.named", "page"),
				"UNSATISFIED_PARAMETERS", Wording.of("UNSATISFIED_PARAMETERS", "kind=new"));

		private static final Map<String, Violation> VIOLATIONS = Map.of("VALIDATION_FAILED",
				Violation.of(Location.BODY, "#/items/0/quantity", "MIN", Wording.of("MIN", 1))
					.withAttributes(Map.of("min", 1)),
				"INVALID_PARAMETER",
				Violation.of(Location.PARAMETER, "page", "WRONG_TYPE", Wording.of("WRONG_TYPE.integer")),
				"MISSING_PARAMETER", missing(Location.PARAMETER, "page"), "MISSING_HEADER",
				missing(Location.HEADER, "X-Tenant"), "MISSING_COOKIE", missing(Location.COOKIE, "basket"),
				"MISSING_PART", missing(Location.PART, "file"));

		/** Fields that depend on what a request is about. */
		private static final Map<Integer, Map.Entry<String, String>> FIELDS = Map.of(405,
				Map.entry("Allow", "GET, HEAD, OPTIONS"), 416, Map.entry("Content-Range", "bytes */1024"));

		private final ProblemRegistry registry;

		private final ProblemPipeline pipeline;

		/**
		 * Creates the maker.
		 * @param registry knows what problems of a kind have in common
		 * @param pipeline answers
		 */
		public Examples(ProblemRegistry registry, ProblemPipeline pipeline) {
			this.registry = registry;
			this.pipeline = pipeline;
		}

		private static Violation missing(Location location, String name) {
			return Violation.of(location, name, "REQUIRED", Wording.of("REQUIRED"));
		}

		/**
		 * Returns an example.
		 * @param entry the kind of problem
		 * @param languages the languages to choose from, the best one first
		 */
		public Example of(ProblemEntry entry, List<Locale> languages) {
			Problem problem = this.registry.problem(entry);
			Wording wording = WORDINGS.get(entry.code());
			if (wording != null && problem.detail() == null && problem.wording() == null) {
				problem = problem.withWording(wording);
			}
			Violation violation = VIOLATIONS.get(entry.code());
			if (violation != null) {
				problem = problem.withViolations(List.of(violation));
			}
			Map.Entry<String, String> field = FIELDS.get(entry.status());
			if (field != null && problem.header(field.getKey()) == null) {
				problem = problem.withHeader(field.getKey(), field.getValue());
			}
			ProblemAnswer.Send answer = this.pipeline.example(problem, NoRequest.example(REQUEST_ID), languages);
			Map<String, List<String>> headers = new LinkedHashMap<>();
			answer.set().forEach((name, values) -> {
				if (!values.isEmpty() && OF_EVERY_ANSWER.stream().noneMatch(name::equalsIgnoreCase)) {
					headers.put(name, values);
				}
			});
			return new Example(answer.status(), headers, answer.body().contentType(),
					new String(answer.body().content(), StandardCharsets.UTF_8));
		}

		/**
		 * Answer that readers are shown.
		 *
		 * @param status the HTTP status
		 * @param headers the header fields that belong to this problem, in the order in
		 * which they are written
		 * @param contentType the media type of the body
		 * @param body the body
		 */
		public record Example(int status, Map<String, List<String>> headers, String contentType, String body) {

			/**
			 * Returns whether the body is JSON.
			 */
			public boolean isJson() {
				return this.contentType.contains("json");
			}

		}

	}

	/**
	 * Where the pages of the catalogue are, as an absolute path. Known once the server
	 * runs: what stands before the paths of an application is up to its container.
	 */
	@FunctionalInterface
	public interface Address {

		/**
		 * Returns the path of the list of all problems, without a slash at the end.
		 */
		String path();

		/**
		 * Returns the last segment of the path of the page of a code.
		 * @param code the code in UPPER_SNAKE
		 */
		static String name(String code) {
			return code.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
		}

		/**
		 * Returns the code whose page has a name.
		 * @param name the last segment of a path
		 */
		static String code(String name) {
			return name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
		}

	}

}
