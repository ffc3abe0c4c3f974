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

import dev.mishap.internal.AcceptPreference;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.JsonReader;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemEntry.Text;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.internal.registry.RegistryJson;
import dev.mishap.internal.texts.ProblemTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

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

	private final ProblemExamples examples;

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
		this.examples = new ProblemExamples(registry, pipeline);
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
		Map<ProblemEntry, ProblemExamples.Example> examples = new LinkedHashMap<>();
		entries.forEach((entry) -> examples.put(entry, this.examples.of(entry, languages)));
		return new Page("text/html;charset=UTF-8", languages.get(0),
				html.page(examples).getBytes(StandardCharsets.UTF_8));
	}

	private static Page json(Map<String, Object> data, List<Locale> languages) {
		return new Page("application/json", languages.get(0), RegistryJson.of(data).getBytes(StandardCharsets.UTF_8));
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
			ProblemExamples.Example example = this.examples.of(entry, languages);
			Map<String, Object> shown = new LinkedHashMap<>();
			shown.put("status", example.status());
			shown.put("headers", example.headers());
			shown.put("content_type", example.contentType());
			shown.put("body", example.isJson() ? JsonReader.read(example.body()) : example.body());
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
