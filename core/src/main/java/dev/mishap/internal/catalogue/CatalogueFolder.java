package dev.mishap.internal.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the catalogue as a folder of HTML, for those who put it up elsewhere:
 * {@code index.html}, {@code out-of-stock/index.html}, and the same below {@code de/} for
 * each further language. The pages link to each other by relative addresses.
 */
public final class CatalogueFolder {

	private CatalogueFolder() {
	}

	/**
	 * Writes the pages. Files that are there already are replaced, others are left alone.
	 * @param pages the pages
	 * @param folder the folder, made if it does not exist
	 * @throws IOException if a file cannot be written
	 */
	public static void write(CataloguePages pages, Path folder) throws IOException {
		List<Locale> languages = pages.languages();
		for (Locale language : languages) {
			Path home = home(folder, language, languages);
			write(home, pages.list(CatalogueHtml.Links.of(null, "", "/index.html"), List.of(language),
					elsewhere(language, languages, "")));
			for (String code : pages.codes()) {
				String name = CatalogueAddress.name(code);
				write(home.resolve(name),
						pages.page(pages.entries(code), CatalogueHtml.Links.of("../index.html", "../", "/index.html"),
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

	private static void write(Path folder, CataloguePages.Page page) throws IOException {
		Files.createDirectories(folder);
		Files.write(folder.resolve("index.html"), page.content());
	}

}
