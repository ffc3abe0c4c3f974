package dev.mishap.internal.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.mishap.Problem.Fault;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.Json;
import dev.mishap.internal.catalogue.CataloguePages.Examples;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemEntry.MappedRow.Origin.Source;
import dev.mishap.internal.registry.ProblemEntry.Text;
import dev.mishap.internal.texts.ProblemTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * Writes the pages of the catalogue for people. They need neither scripts nor anything
 * from outside. A word that the language of the page lacks is in English, and marked so.
 */
final class CatalogueHtml {

	static final String WORDS = "mishap.catalogue.";

	private static final String ADVICE = "mishap.advice.";

	private static final String STYLE = """
			:root{color-scheme:light dark;--text:#1f2328;--back:#fff;--soft:#59636e;--line:#d1d9e0;--link:#0757b5;
			--panel:#f4f6f8}
			@media(prefers-color-scheme:dark){:root{--text:#e6e9ee;--back:#14171c;--soft:#9aa4b1;--line:#363d47;
			--link:#79b4ff;--panel:#1c2027}}
			*{box-sizing:border-box}
			body{margin:0;font:1.0625rem/1.55 system-ui,sans-serif;color:var(--text);background:var(--back)}
			header,main{max-width:46rem;margin:0 auto;padding:0 1.25rem;overflow-wrap:anywhere}
			header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1.5rem;
			padding-top:1.5rem;font-size:.95rem}
			main{padding-bottom:4rem}
			h1{font-size:1.75rem;line-height:1.2;margin:1.75rem 0 .5rem;text-wrap:balance}
			h2{font-size:1.1rem;margin:2.25rem 0 .5rem}
			p{margin:.5rem 0}
			a{color:var(--link);text-underline-offset:.25em}
			a:focus-visible,pre:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:3px}
			code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9em}
			.soft,.status{color:var(--soft)}
			.status{display:block;font-size:1rem;font-weight:600;letter-spacing:.04em}
			ul{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
			li{display:grid;grid-template-columns:3.5rem 1fr;padding:.7rem 0;border-bottom:1px solid var(--line)}
			li p{margin:.15rem 0 0;font-size:.95rem}
			dl{display:grid;grid-template-columns:max-content 1fr;gap:.4rem 1.5rem;margin:0}
			dt{color:var(--soft)}dd{margin:0}
			pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:0;
			line-height:1.5;overflow-x:auto}
			@media(max-width:30rem){dl{display:block}dd{margin:0 0 .6rem}
			li{display:block}li>span{font-size:.9rem}}
			@media print{pre{white-space:pre-wrap}}
			""".replace("\n", "");

	private final StringBuilder html = new StringBuilder(8192);

	private final ProblemTexts texts;

	private final Locale locale;

	private final Links links;

	private final Map<Locale, String> elsewhere;

	CatalogueHtml(ProblemTexts texts, Locale locale, Links links, Map<Locale, String> elsewhere) {
		this.texts = texts;
		this.locale = locale;
		this.links = links;
		this.elsewhere = elsewhere;
	}

	/** Takes the place holders out of a text: only one occurrence knows their values. */
	static String plain(String text) {
		return text.replaceAll("\\{[^{}]*}", "…");
	}

	String list(List<ProblemEntry> entries) {
		begin(word("title"));
		raw("<main>\n<h1>");
		label("title");
		raw("</h1>\n<p>");
		label("intro");
		raw("</p>\n");
		section("own", entries.stream().filter(CatalogueHtml::isOwn).toList());
		section("common", entries.stream().filter((entry) -> !isOwn(entry)).toList());
		return end();
	}

	private static boolean isOwn(ProblemEntry entry) {
		Source nearest = entry.origins().get(0).source();
		return nearest != Source.LIBRARY && nearest != Source.STATUS;
	}

	private void section(String name, List<ProblemEntry> entries) {
		if (entries.isEmpty()) {
			return;
		}
		raw("<h2>");
		label(name);
		raw("</h2>\n<ul>\n");
		for (ProblemEntry entry : entries) {
			raw("<li><span class=\"soft\">" + entry.status() + "</span><div><a href=\"");
			text(this.links.page(entry.code()));
			raw("\"><code>");
			text(entry.code());
			raw("</code></a><p>");
			said(entry, false);
			raw("</p></div></li>\n");
		}
		raw("</ul>\n");
	}

	String page(Map<ProblemEntry, Examples.Example> entries) {
		ProblemEntry first = entries.keySet().iterator().next();
		begin(first.code());
		raw("<main>\n");
		if (entries.size() > 1) {
			raw("<p>");
			label("statuses");
			raw("</p>\n");
		}
		entries.forEach(this::entry);
		return end();
	}

	private void entry(ProblemEntry entry, Examples.Example example) {
		raw("<article>\n<h1><span class=\"status\">" + entry.status() + "</span> ");
		said(entry, true);
		raw("</h1>\n<p><code>");
		text(entry.code());
		raw("</code></p>\n");
		heading("meaning");
		raw("<p>");
		said(entry, false);
		raw("</p>\n");
		heading("advice");
		raw("<p>");
		marked(ADVICE + entry.code(), adviceKey(entry));
		raw("</p>\n");
		heading("facts");
		facts(entry);
		heading("example");
		raw("<pre tabindex=\"0\" role=\"region\" aria-label=\"");
		text(word("example"));
		raw("\"><code>");
		example(example);
		raw("</code></pre>\n</article>\n");
	}

	private void facts(ProblemEntry entry) {
		raw("<dl>\n");
		fact("status", "<code>" + entry.status() + "</code>");
		raw("<dt>");
		label("fault");
		raw("</dt><dd>");
		label(switch (entry.fault()) {
			case CLIENT -> "fault.client";
			case SERVER -> "fault.server";
			case UPSTREAM -> "fault.upstream";
			case SHED -> "fault.shed";
		});
		raw("</dd>\n<dt>");
		label("retry");
		raw("</dt><dd>");
		label(entry.retryable() ? "retry.yes" : "retry.no");
		raw("</dd>\n");
		if (!entry.headers().isEmpty()) {
			fact("headers",
					String.join(", ",
							entry.headers()
								.stream()
								.map((name) -> "<code>" + HtmlUtils.htmlEscape(name, "UTF-8") + "</code>")
								.toList()));
		}
		type(entry.type());
		raw("</dl>\n");
	}

	/** Only addresses of the web become links. */
	private void type(URI type) {
		String address = HtmlUtils.htmlEscape(type.toString(), "UTF-8");
		String scheme = type.getScheme();
		boolean web = (scheme == null) ? address.startsWith("/") : scheme.matches("(?i)https?");
		fact("type", "<code>" + (web ? "<a href=\"" + address + "\">" + address + "</a>" : address) + "</code>");
	}

	private void fact(String name, String markup) {
		raw("<dt>");
		label(name);
		raw("</dt><dd>" + markup + "</dd>\n");
	}

	private void example(Examples.Example example) {
		text("HTTP/1.1 " + example.status() + " " + HttpStatuses.phrase(example.status()) + "\n");
		text("Content-Type: " + example.contentType() + "\n");
		example.headers()
			.forEach((name, values) -> values.forEach((value) -> text((name + ": " + value).stripTrailing() + "\n")));
		text("\n" + (example.isJson() ? Json.indented(Json.read(example.body())).stripTrailing() : example.body()));
	}

	private void heading(String name) {
		raw("<h2>");
		label(name);
		raw("</h2>\n");
	}

	/** Title or detail, marked where it is in another language than the page. */
	private void said(ProblemEntry entry, boolean title) {
		Text text = entry.text(this.locale);
		if (text == null) {
			text(HttpStatuses.phrase(entry.status()));
			return;
		}
		String tag = entry.texts()
			.entrySet()
			.stream()
			.filter((one) -> one.getValue() == text)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse("en");
		String detail = text.detail();
		String said = title || detail == null ? text.title() : plain(detail);
		boolean other = !tag.equals(this.locale.toLanguageTag()) && !tag.equals(this.locale.getLanguage());
		raw(other ? "<span lang=\"" + tag + "\">" : "");
		text(said);
		raw(other ? "</span>" : "");
	}

	/** Returns what a caller can do about a problem. */
	String advice(ProblemEntry entry) {
		String own = this.texts.pageText(ADVICE + entry.code(), this.locale);
		return (own != null) ? own : word(adviceKey(entry).substring(WORDS.length()));
	}

	private static String adviceKey(ProblemEntry entry) {
		if (entry.headers().contains("Retry-After")) {
			return WORDS + "advice.retry_after";
		}
		if (entry.retryable()) {
			return WORDS + "advice.retry";
		}
		return WORDS + switch (entry.status()) {
			case 401 -> "advice.unauthenticated";
			case 403 -> "advice.forbidden";
			default -> (entry.fault() == Fault.CLIENT) ? "advice.client" : "advice.server";
		};
	}

	private void begin(String title) {
		raw("<!doctype html>\n<html lang=\"" + this.locale.toLanguageTag());
		raw("\">\n<head><meta charset=\"utf-8\">");
		raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
		text(title);
		raw("</title><style>" + STYLE + "</style></head>\n<body>\n");
		String index = this.links.index();
		if (index == null && this.elsewhere.isEmpty()) {
			return;
		}
		raw("<header><nav>");
		if (index != null) {
			raw("<a href=\"");
			text(index);
			raw("\">");
			label("back");
			raw("</a>");
		}
		this.elsewhere.forEach((language, address) -> {
			raw(" <a lang=\"" + language.toLanguageTag() + "\" hreflang=\"" + language.toLanguageTag() + "\" href=\"");
			text(address);
			raw("\">");
			text(language.getDisplayLanguage(language));
			raw("</a>");
		});
		raw("</nav></header>\n");
	}

	private String end() {
		return this.html.append("</main>\n</body>\n</html>\n").toString();
	}

	private void raw(String markup) {
		this.html.append(markup);
	}

	private void text(String text) {
		this.html.append(HtmlUtils.htmlEscape(text, "UTF-8"));
	}

	private void label(String name) {
		marked(WORDS + name, WORDS + name);
	}

	/** A word that the language of the page lacks is marked as English. */
	private void marked(String key, String otherwise) {
		String own = this.texts.pageText(key, this.locale);
		String said = (own != null) ? own : this.texts.pageText(otherwise, this.locale);
		if (said != null) {
			text(said);
			return;
		}
		raw("<span lang=\"en\">");
		text(english(otherwise));
		raw("</span>");
	}

	private String word(String name) {
		String word = this.texts.pageText(WORDS + name, this.locale);
		return (word != null) ? word : english(WORDS + name);
	}

	private String english(String key) {
		String english = this.texts.pageText(key, Locale.ENGLISH);
		return (english != null) ? english : key;
	}

	/**
	 * Where pages link to.
	 */
	interface Links {

		/**
		 * Returns the address of the list, or {@code null} on the list itself.
		 */
		@Nullable String index();

		/**
		 * Returns the address of the page of a code.
		 * @param code the code
		 */
		String page(String code);

		/**
		 * Returns the links of pages below a path.
		 * @param index the path of the list, or {@code null} on the list itself
		 * @param pages what stands before the name of a page
		 * @param behind what stands behind it
		 */
		static Links of(@Nullable String index, String pages, String behind) {
			return new Links() {

				@Override
				public @Nullable String index() {
					return index;
				}

				@Override
				public String page(String code) {
					return pages + CataloguePages.Address.name(code) + behind;
				}

			};
		}

		/**
		 * Returns the links of pages that are served.
		 * @param address the path of the list
		 */
		static Links at(String address) {
			return of(address, address + "/", "");
		}

	}

}
