package dev.mishap.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.mishap.contract.Contract;
import dev.mishap.contract.Difference;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Header fields and forms of an answer: the same on every server. */
public abstract class HeadersContract extends Contract {

	private static final Set<String> OF_EVERY_PROBLEM = Set.of("Cache-Control", "Connection", "Content-Language",
			"Content-Length", "Content-Type", "Date", "Vary", "X-Content-Type-Options", "X-Request-Id");

	final Set<String> ofEveryProblem() {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		names.addAll(OF_EVERY_PROBLEM);
		if (differs(Difference.DATE)) {
			names.remove("Date");
		}
		return names;
	}

	/** Netty writes some names in its own way. */
	static Set<String> lower(Set<String> names) {
		return names.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void exceptionDecidesNeitherTheFramingNorWhatDescribesAnotherBody() {
		RawHttp.Answer answer = http().send("GET", "/open/fields");
		dev.mishap.testing.ProblemAssert.assertThat(answer).isProblem(409, "CONFLICT").hasHeader("X-Own", "yes");
		Set<String> expected = ofEveryProblem();
		expected.addAll(Set.of("X-Own", "Set-Cookie"));
		assertThat(lower(answer.headers().keySet())).isEqualTo(lower(expected));
		assertThat(answer.headerLines("Set-Cookie")).containsExactlyInAnyOrder("session=1", "own=1");
		assertThat(answer.headerLines("Vary")).contains("X-Tenant");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/throws", "/open/rse", "/open/callable", "/open/filter/throws", "/open/servlet/x",
			"/open/bodiless", "/open/nowhere", "/nowhere" })
	void problemHasNothingThatItDoesNotNeed(String target) {
		assertThat(lower(http().send("GET", target).headers().keySet())).isEqualTo(lower(ofEveryProblem()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/throws", "/open/rse", "/open/filter/throws", "/open/filter/send-error",
			"/open/bodiless", "/open/send-error", "/nowhere" })
	void headGetsTheHeaderBlockOfGetWithoutTheBody(String target) {
		RawHttp.Answer head = http().send("HEAD", target);
		RawHttp.Answer get = http().send("GET", target);
		assertThat(head.content()).isEmpty();
		assertThat(head.statusLine()).isEqualTo(get.statusLine());
		assertThat(comparable(head)).isEqualTo(comparable(get));
	}

	private static Map<String, Object> comparable(RawHttp.Answer answer) {
		Map<String, Object> headers = new TreeMap<>(answer.headers());
		headers.remove("Date");
		headers.remove("X-Request-Id");
		return headers;
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "text/plain", "text/csv", "garbage", "text/html;q=x", "a/b/c", "",
			"*/*;q=0.1, text/html;q=0", "application/json;q=0" })
	void clientThatAcceptsNothingUsableGetsJson(String accept) {
		for (String target : new String[] { "/open/throws", "/nowhere", "/open/filter/throws" }) {
			RawHttp.Answer answer = http().send("GET", target, "Accept: " + accept);
			dev.mishap.testing.ProblemAssert.assertThat(answer)
				.isProblem(answer.status(), target.equals("/nowhere") ? "NOT_FOUND" : "INTERNAL_ERROR");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/open/rse?status=409,409,That does not fit any more", "/open/throws,500,Something went wrong",
			"/open/filter/throws,500,Something went wrong", "/open/send-error,410,No longer here" })
	void clientThatPrefersHtmlGetsASmallPage(String target, int status, String title) {
		RawHttp.Answer answer = http().send("GET", target,
				"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
		assertThat(answer.header("Vary")).contains("Accept");
		assertThat(answer.header("Content-Language")).isEqualTo("en");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.body())
			.contains("<h1><span class=\"status\">" + status + "</span> " + title + "</h1>",
					"Request ID: <code>" + answer.header("X-Request-Id") + "</code>")
			.doesNotContain("s3cr3t", "Exception", "<script");
		assertThat(answer.content().length).isLessThan(2560);
	}

	@Test
	void pageIsInTheLanguageOfTheClient() {
		RawHttp.Answer answer = http().send("GET", "/open/rse?status=409", "Accept: text/html", "Accept-Language: de");
		assertThat(answer.body()).contains("<html lang=\"de\">",
				"Anfrage-ID: <code>" + answer.header("X-Request-Id") + "</code>");
	}

	@Test
	void textOfOthersIsEscapedInAPage() {
		RawHttp.Answer answer = http().send("GET",
				"/open/send-error?status=409&reason=%3Cscript%3Ealert(1)%3C/script%3E", "Accept: text/html");
		assertThat(answer.body()).contains("&lt;script&gt;").doesNotContain("<script");
	}

	@Test
	void errorViewOfTheApplicationIsUsedInsteadOfThePage() {
		RawHttp.Answer answer = http().send("GET", "/nowhere", "Accept: text/html");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Content-Type")).startsWith("text/html");
		assertThat(answer.header("X-Request-Id")).isNotBlank();
		assertThat(answer.body()).contains("<p>Our own page</p>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/problem+xml", "application/xml", "text/xml, application/json;q=0.5" })
	void clientThatPrefersXmlGetsXml(String accept) {
		RawHttp.Answer answer = http().send("GET", "/open/rse", "Accept: " + accept);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+xml");
		assertThat(answer.header("Vary")).contains("Accept");
		assertThat(answer.body()).contains("<problem xmlns=\"urn:ietf:rfc:7807\">", "<status>404</status>",
				"<code>NOT_FOUND</code>", answer.header("X-Request-Id"));
	}

	@Test
	void languageOfTheTextsIsTheClients() {
		RawHttp.Answer answer = http().send("GET", "/open/rse", "Accept-Language: de-CH, en;q=0.5");
		dev.mishap.testing.ProblemAssert.assertThat(answer)
			.isProblem(404, "NOT_FOUND")
			.hasHeader("Content-Language", "de")
			.hasMember("title", "Nicht gefunden");
	}

}
