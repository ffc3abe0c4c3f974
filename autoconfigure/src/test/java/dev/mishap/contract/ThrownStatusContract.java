package dev.mishap.contract;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Exceptions that say which status they want. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ThrownStatusContract extends Contract {

	private static final String MARKUP = "%3Cscript%3Ealert(1)%3C/script%3E%0D%0AX-Injected:%201";

	/** The status is to follow. */
	Stream<String> waysToSayAStatus() {
		return server().isReactive() ? Stream.of("/rse/") : Stream.of("/rse/", "/send-error/");
	}

	@ParameterizedTest
	@MethodSource("waysToSayAStatus")
	void reasonIsTheDetail(String way) {
		assertThat(get(way + "404?reason=Order%207%20does%20not%20exist.")).isProblem(404, "NOT_FOUND")
			.hasDetail("Order 7 does not exist.");
	}

	@ParameterizedTest
	@MethodSource("waysToSayAStatus")
	void reasonOfAnInternalErrorStaysInside(String way) {
		assertThat(get(way + "500?reason=s3cr3t")).isProblem(500, "INTERNAL_ERROR").leaksNothing("s3cr3t");
	}

	@ParameterizedTest
	@MethodSource("waysToSayAStatus")
	void reasonIsNeitherMarkupNorHeader(String way) {
		RawHttp.Answer answer = get(way + "409?reason=" + MARKUP);
		assertThat(answer).isProblem(409, "CONFLICT").hasNoHeader("X-Injected");
		RawHttp.Answer page = get(way + "409?reason=" + MARKUP, "Accept: text/html");
		assertThat(page.header("Content-Type")).startsWith("text/html");
		assertThat(page.body()).doesNotContain("<script>").contains("&lt;script&gt;");
		assertThat(page.header("X-Injected")).isNull();
	}

	@Test
	void errorResponseKeepsHeadersTypeTitleAndMembers() {
		assertThat(get("/error-response")).isProblem(402, "PAYMENT_REQUIRED")
			.hasMember("type", "https://example.org/problems/credit")
			.hasMember("title", "Out of credit")
			.hasDetail("Your balance is 30.")
			.hasMember("balance", 30)
			.hasHeader("Retry-After", "9")
			.hasHeader("X-Own", "yes");
	}

	/** Only the application's JSON library knows the members of a class of its own. */
	@Test
	void errorResponseWithABodyOfItsOwnClassKeepsItsMembers() {
		assertThat(get("/error-response-of-own-class")).isProblem(402, "PAYMENT_REQUIRED")
			.hasDetail("Your balance is 30.")
			.hasMember("balance", 30)
			.hasMember("account", Map.of("id", 7))
			.hasMember("errors", List.of("balance"));
	}

	/** To Spring, and to servers, a null is no line at all. */
	@Test
	void fieldsOfAnErrorResponseThatCannotBeSentCostNothingElse() {
		RawHttp.Answer answer = get("/error-response-with-bad-fields");
		assertThat(answer).isProblem(402, "PAYMENT_REQUIRED").hasHeader("X-Own", "yes").hasHeader("X-Half", "there");
		assertThat(answer.headers()).doesNotContainKeys("X-Null", "X-None", "X-Broken", "X-Injected", "X Y");
	}

	@ParameterizedTest
	@CsvSource({ "401,UNAUTHENTICATED,WWW-Authenticate,Custom realm=\"api\"", "429,TOO_MANY_REQUESTS,Retry-After,11",
			"503,SERVICE_UNAVAILABLE,Retry-After,11",
			"451,UNAVAILABLE_FOR_LEGAL_REASONS,Link,<https://court.example/>; rel=\"blocked-by\"" })
	void s46AStatusGetsTheFieldThatItOwes(int status, String code, String field, String value) {
		waysToSayAStatus()
			.forEach((way) -> assertThat(get(way + status)).isProblem(status, code).hasHeader(field, value));
		assertThat(get("/bodiless/" + status)).isProblem(status, code).hasHeader(field, value);
	}

	/** RFC 9110, sections 8.8 and 15.5.13. */
	@Test
	void emptyErrorKeepsWhatItSaysOfTheResource() {
		assertThat(get("/fields-without-body/412")).isProblem(412, "PRECONDITION_FAILED")
			.hasHeader("ETag", "\"7\"")
			.hasHeader("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
			.hasHeader("Accept-Ranges", "bytes")
			.hasHeader("Location", "/orders/7")
			.hasHeader("Link", "</help>; rel=\"help\"")
			.hasNoHeader("Content-Location")
			.hasNoHeader("Content-Disposition");
		assertThat(get("/fields-without-body/409")).isProblem(409, "CONFLICT")
			.hasHeader("ETag", "\"7\"")
			.hasHeader("Location", "/orders/7")
			.hasNoHeader("Content-Location");
	}

	@Test
	void stateThatAConditionDidNotHoldForIsKept() {
		assertThat(get("/state-then-thrown/412")).isProblem(412, "PRECONDITION_FAILED")
			.hasHeader("ETag", "\"7\"")
			.hasHeader("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT");
		assertThat(get("/state-then-thrown/404")).isProblem(404, "NOT_FOUND")
			.hasNoHeader("ETag")
			.hasNoHeader("Last-Modified");
	}

	@Test
	void emptyErrorIsKeptByTheCacheOfItsCallerAsLongAsItSays() {
		RawHttp.Answer answer = get("/cached-without-body?field=Cache-Control&value=private,%20max-age=60");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header("Cache-Control")).isEqualTo("private, max-age=60");
		assertThat(answer.body()).contains("\"NOT_FOUND\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Cache-Control|max-age=60", "Cache-Control|public", "Cache-Control|max-age=0, s-maxage=60",
					"CDN-Cache-Control|max-age=60", "Surrogate-Control|max-age=60",
					"Expires|Fri, 06 Nov 2099 08:49:37 GMT" })
	void emptyErrorThatSharedCachesMayKeepStaysEmpty(String field, String value) {
		RawHttp.Answer answer = get("/cached-without-body?field=" + field + "&value=" + value.replace(" ", "%20"));
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.header(field)).isEqualTo(value);
		assertThat(answer.content()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Cache-Control|no-cache, no-store, max-age=0, must-revalidate", "Cache-Control|no-cache",
					"Cache-Control|max-age=0", "Cache-Control|s-maxage=0, max-age=60",
					"Cache-Control|no-cache, max-age=60", "CDN-Cache-Control|no-store", "Expires|0",
					"Expires|Sun, 06 Nov 1994 08:49:37 GMT" })
	void emptyErrorThatNobodyMayKeepIsAProblem(String field, String value) {
		assertThat(get("/cached-without-body?field=" + field + "&value=" + value.replace(" ", "%20"))).isProblem(404,
				"NOT_FOUND");
	}

	@ParameterizedTest
	@MethodSource("waysToSayAStatus")
	void upgradeIsDemandedWithItsProtocols(String way) {
		RawHttp.Answer answer = get(way + "426");
		assertThat(answer).isProblem(426, "UPGRADE_REQUIRED").hasHeader("Upgrade", "TLS/1.3, HTTP/1.1");
		namesUpgradeInConnection(answer);
	}

	@Test
	void ownUpgradeIsNamedInConnection() {
		RawHttp.Answer answer = get("/own-upgrade");
		assertThat(answer).isProblem(426, "UPGRADE_REQUIRED").hasHeader("Upgrade", "websocket");
		namesUpgradeInConnection(answer);
		RawHttp.Answer kept = http().raw("GET /own-upgrade HTTP/1.1\r\nHost: localhost\r\n\r\n");
		assertThat(kept.header("Connection")).isEqualTo("upgrade");
	}

	private void namesUpgradeInConnection(RawHttp.Answer answer) {
		assertThat(String.join(",", answer.headerLines("Connection")).split(",")).containsExactlyInAnyOrder(
				differs(Difference.UPGRADE_AND_CLOSE) ? new String[] { "close" } : new String[] { "close", "upgrade" });
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 302, 304, 299, 499, 599, 600, 700, 999 })
	void aStatusThatIsNoErrorIsOursAndLogged(int status, CapturedOutput output) {
		assertThat(get("/rse/" + status)).isProblem(500, "INTERNAL_ERROR");
		assertThat(output).contains("asks for status " + status);
	}

	@Test
	void retryAfterThatIsNoTimeIsReplaced() {
		assertThat(get("/retry-after?value=soon")).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "11");
	}

	@Test
	void annotatedExceptionKeepsItsReason() {
		assertThat(get("/annotated")).isProblem(409, "OUT_OF_STOCK").hasDetail("There is none left.");
	}

	/** A class may happen to be called like the code of another status. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"not-found|409|NOT_FOUND|The request conflicts with the present state. Fetch that state, then try again.",
			"overloaded|409|OVERLOADED|The request conflicts with the present state. Fetch that state, then try again.",
			"order-not-found|404|ORDER_NOT_FOUND|What the request is about does not exist." })
	void wordsAreThoseOfTheStatus(String name, int status, String code, String detail) {
		assertThat(get("/named/" + name)).isProblem(status, code).hasDetail(detail);
	}

	/** The first exception of one's own, in README.md. */
	@Test
	void readmeShowsTheFirstExceptionOfOnesOwn() throws IOException {
		Matcher shown = Pattern.compile("(?s)```json\\n(\\{[^`]*ORDER_NOT_FOUND[^`]*)```")
			.matcher(Files.readString(Path.of("..", "README.md")));
		assertThat(shown.find()).isTrue();
		String answer = get("/named/order-not-found", "X-Request-Id: req_01M82AZCMZEJPVN0ENHPB3GZ00").body();
		assertThat(answer).isEqualTo(shown.group(1).replaceAll("\\n *", "").replace("\": ", "\":"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "completion", "execution", "undeclared", "future", "retries", "reflection", "cache",
			"async-cache" })
	void knownWrappersAreLookedThrough(String wrapper) {
		assertThat(get("/wrapped/" + wrapper)).isProblem(409, "OUT_OF_STOCK");
	}

	/** The same as stock Boot, which asks causes for their status too. */
	@ParameterizedTest
	@CsvSource({ "runtime,409,OUT_OF_STOCK", "deep,409,OUT_OF_STOCK", "rse,410,GONE", "problem,402,OUT_OF_CREDIT" })
	void causeIsAnsweredAsItsAuthorMeantIt(String wrapper, int status, String code) {
		assertThat(get("/wrapped/" + wrapper)).isProblem(status, code);
	}

	/** The client is not to blame for what a library threw inside. */
	@ParameterizedTest
	@ValueSource(strings = { "timeout", "unreadable", "circle" })
	void causeThatNobodyMeantForCallersIsOurs(String wrapper) {
		assertThat(get("/wrapped/" + wrapper)).isProblem(500, "INTERNAL_ERROR");
	}

	@ResponseStatus(code = HttpStatus.CONFLICT, reason = "There is none left.")
	static class OutOfStockException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class NotFoundException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class OverloadedError extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@ResponseStatus(HttpStatus.NOT_FOUND)
	static class OrderNotFoundException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@RestController
	static class Controller {

		@GetMapping("/named/{name}")
		void named(@PathVariable String name) {
			throw switch (name) {
				case "not-found" -> new NotFoundException();
				case "overloaded" -> new OverloadedError();
				default -> new OrderNotFoundException();
			};
		}

		@GetMapping("/rse/{status}")
		void responseStatus(@PathVariable int status, @RequestParam(required = false) String reason) {
			throw new ResponseStatusException(HttpStatusCode.valueOf(status), reason);
		}

		@GetMapping("/bodiless/{status}")
		ResponseEntity<Void> bodiless(@PathVariable int status) {
			return ResponseEntity.status(status).build();
		}

		@GetMapping("/fields-without-body/{status}")
		ResponseEntity<Void> fieldsWithoutBody(@PathVariable int status) {
			return ResponseEntity.status(status)
				.eTag("7")
				.header("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
				.header("Accept-Ranges", "bytes")
				.location(URI.create("/orders/7"))
				.header("Link", "</help>; rel=\"help\"")
				.header("Content-Location", "/orders/7/draft")
				.header("Content-Disposition", "attachment")
				.build();
		}

		@GetMapping("/cached-without-body")
		ResponseEntity<Void> cachedWithoutBody(@RequestParam String field, @RequestParam String value) {
			return ResponseEntity.notFound().header(field, value).build();
		}

		@GetMapping("/error-response")
		void errorResponse() {
			ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.PAYMENT_REQUIRED, "Your balance is 30.");
			body.setType(URI.create("https://example.org/problems/credit"));
			body.setTitle("Out of credit");
			body.setProperty("balance", 30);
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.PAYMENT_REQUIRED, body, null);
			exception.getHeaders().set("Retry-After", "9");
			exception.getHeaders().set("X-Own", "yes");
			throw exception;
		}

		@GetMapping("/error-response-of-own-class")
		void ownClass() {
			CreditDetail body = new CreditDetail();
			body.setDetail("Your balance is 30.");
			body.setProperty("balance", 30);
			throw new ErrorResponseException(HttpStatus.PAYMENT_REQUIRED, body, null);
		}

		@GetMapping("/error-response-with-bad-fields")
		void badFields() {
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.PAYMENT_REQUIRED);
			HttpHeaders headers = exception.getHeaders();
			headers.add("X-Null", null);
			headers.put("X-None", new ArrayList<>());
			headers.put("X-Half", new ArrayList<>(Arrays.asList(null, "there")));
			headers.add("X-Broken", "a\r\nX-Injected: 1");
			headers.add("X Y", "z");
			headers.add("X-Own", "yes");
			throw exception;
		}

		@GetMapping("/own-upgrade")
		void ownUpgrade() {
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.UPGRADE_REQUIRED);
			exception.getHeaders().set("Upgrade", "websocket");
			throw exception;
		}

		@GetMapping("/retry-after")
		void retryAfter(@RequestParam String value) {
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE);
			exception.getHeaders().set("Retry-After", value);
			throw exception;
		}

		@GetMapping("/annotated")
		void annotated() {
			throw new OutOfStockException();
		}

		@GetMapping("/wrapped/{wrapper}")
		CompletableFuture<String> wrapped(@PathVariable String wrapper) throws Exception {
			OutOfStockException cause = new OutOfStockException();
			throw switch (wrapper) {
				case "completion" -> new CompletionException(cause);
				case "execution" -> new ExecutionException(cause);
				case "undeclared" -> new java.lang.reflect.UndeclaredThrowableException(cause);
				case "retries" -> reactor.core.Exceptions.retryExhausted("Retries exhausted: 3/3", cause);
				case "reflection" -> new java.lang.reflect.InvocationTargetException(cause);
				case "cache" -> new Cache.ValueRetrievalException("key", () -> null, cause);
				case "async-cache" ->
					new CompletionException(new Cache.ValueRetrievalException("key", () -> null, cause));
				case "runtime" -> new IllegalStateException(cause);
				case "deep" -> new IllegalStateException(new IOException(new IllegalArgumentException(cause)));
				case "rse" -> new IllegalStateException(new ResponseStatusException(HttpStatus.GONE));
				case "problem" ->
					new IllegalStateException(new ProblemException(Problem.of(402, "OUT_OF_CREDIT"), null));
				case "timeout" -> new IllegalStateException(new TimeoutException());
				case "unreadable" -> new IllegalStateException(new HttpMessageNotReadableException("of another service",
						new MockHttpInputMessage(new byte[0])));
				case "circle" -> circle();
				default -> new ExecutionException(new CompletionException(cause));
			};
		}

		private static RuntimeException circle() {
			IllegalStateException first = new IllegalStateException();
			IllegalArgumentException second = new IllegalArgumentException(first);
			first.initCause(second);
			return first;
		}

	}

	static class CreditDetail extends ProblemDetail {

		private static final long serialVersionUID = 1L;

		CreditDetail() {
			super(402);
		}

		public Map<String, Integer> getAccount() {
			return Map.of("id", 7);
		}

		public List<String> getErrors() {
			return List.of("balance");
		}

		public String getNothing() {
			return null;
		}

	}

}
