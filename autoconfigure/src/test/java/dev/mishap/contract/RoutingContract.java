package dev.mishap.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import static dev.mishap.testing.ProblemAssert.assertThat;

/** Addresses, methods and media types. */
abstract class RoutingContract extends Contract {

	private RawHttp.Answer send(String method, String target, String... headers) {
		return http().send(method, target, headers);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "DELETE", "PATCH" })
	void nothingAtAnAddressIsNotFoundByAnyMethod(String method) {
		assertThat(send(method, "/nowhere/s3cr3t")).isProblem(404, "NOT_FOUND").leaksNothing("nowhere");
	}

	@Test
	void s15PostOnWhatIsOnlyReadIsNotAllowed() {
		assertThat(send("POST", "/items")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS")
			.hasHeader("Connection", "close");
	}

	@ParameterizedTest
	@CsvSource({ "POST,/items", "DELETE,/items/1", "POST,/bare-405", "DELETE,/bare-405", "DELETE,/both" })
	void s16AllowOfTheRefusalIsThatOfOptions(String method, String path) {
		RawHttp.Answer refused = send(method, path);
		assertThat(refused).isProblem(405, "METHOD_NOT_ALLOWED");
		String[] allowed = refused.header("Allow").split(", ");
		assertThat(send("OPTIONS", path)).hasHeaderList("Allow", allowed);
		for (String each : allowed) {
			org.assertj.core.api.Assertions.assertThat(send(each, path).status()).as(each).isNotEqualTo(405);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/thrown-405,METHOD_NOT_ALLOWED", "/thrown-405-by-status,METHOD_NOT_ALLOWED",
			"/thrown-405-by-annotation,NOT_ALLOWED" })
	void aThrown405GetsTheMethodsOfTheAddress(String path, String code) {
		assertThat(send("GET", path)).isProblem(405, code).hasHeaderList("Allow", "OPTIONS", "PUT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FOO", "get", "PROPFIND" })
	void aMethodThatNoAddressHasIsNotImplemented(String method) {
		assertThat(send(method, "/items")).isProblem(501, "NOT_IMPLEMENTED").hasNoHeader("Allow");
	}

	@Test
	void traceIsRefusedInTheSameWayEverywhere() {
		if (differs(Difference.TRACE)) {
			assertThat(send("TRACE", "/items", "Cookie: s3cr3t=1")).isProblem(405, "METHOD_NOT_ALLOWED")
				.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
			assertThat(send("TRACE", "/function")).isProblem(405, "METHOD_NOT_ALLOWED")
				.hasHeaderList("Allow", "GET", "POST");
			assertThat(send("TRACE", "/no-such-thing")).isProblem(404, "NOT_FOUND");
			return;
		}
		for (String path : List.of("/items", "/function", "/no-such-thing")) {
			assertThat(send("TRACE", path, "Cookie: s3cr3t=1")).isProblem(405, "METHOD_NOT_ALLOWED")
				.hasHeaderList("Allow", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
		}
	}

	/**
	 * A gateway hands the answer to a HEAD on, with the fields of a body that a GET has.
	 */
	@Test
	void headThatDescribesTheBodyOfTheGetIsLeftAsItIs() {
		RawHttp.Answer answer = send("HEAD", "/handed-on");
		org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(404);
		org.assertj.core.api.Assertions.assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		org.assertj.core.api.Assertions.assertThat(answer.header("Content-Length")).isEqualTo("7");
		org.assertj.core.api.Assertions.assertThat(answer.header("Vary")).isNull();
		org.assertj.core.api.Assertions.assertThat(answer.content()).isEmpty();
	}

	@Test
	void headThatDescribesNoBodyIsThatOfTheProblem() {
		RawHttp.Answer answer = send("HEAD", "/handed-on/nothing");
		org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(404);
		org.assertj.core.api.Assertions.assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		org.assertj.core.api.Assertions.assertThat(answer.content()).isEmpty();
	}

	@Test
	void staticResourcesAreOnlyRead() {
		assertThat(send("POST", "/file.txt")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "HEAD", "OPTIONS");
	}

	@Test
	void aFunctionalRouteWantsAnotherMethod() {
		assertThat(send("DELETE", "/function")).isProblem(405, "METHOD_NOT_ALLOWED")
			.hasHeaderList("Allow", "GET", "POST");
		assertThat(send("DELETE", "/no-function")).isProblem(404, "NOT_FOUND");
		assertThat(send("FOO", "/function")).isProblem(501, "NOT_IMPLEMENTED");
	}

	@Test
	void s17WhatThereIsIsListedWhereNothingIsAcceptable() {
		assertThat(send("GET", "/items", "Accept: application/pdf")).isProblem(406, "NOT_ACCEPTABLE")
			.hasMember("acceptable", List.of("application/json"))
			.hasNoHeader("Accept");
	}

	@Test
	void s17AnAcceptThatMakesNoSenseGetsABody() {
		assertThat(send("GET", "/items", "Accept: garbage")).isProblem(406, "NOT_ACCEPTABLE")
			.hasMember("acceptable", List.of("application/json"))
			.hasNoHeader("Accept");
	}

	@Test
	void s18AnotherMediaTypeIsToldTheRightOne() {
		assertThat(http().sendBody("POST", "/input", "text/plain", "x")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasHeader("Accept-Post", "application/json")
			.hasNoHeader("Accept-Patch")
			.hasNoHeader("Accept-Encoding");
	}

	@Test
	void s18PatchIsToldByAcceptPatch() {
		assertThat(http().sendBody("PATCH", "/input", "text/plain", "x")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasHeader("Accept-Patch", "application/json")
			.hasNoHeader("Accept-Post");
	}

	/** RFC 10008; Spring Framework 7.0 does not know the method, and lets it through. */
	@Test
	void queryIsToldByAcceptQuery() {
		assertThat(http().sendBody("QUERY", "/any-method", "text/plain", "x")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasHeader("Accept-Query", "application/json")
			.hasNoHeader("Accept-Post");
	}

	@Test
	void typesOfTheConvertersAreListedOnce() {
		RawHttp.Answer answer = http().sendBody("PUT", "/converted", "text/plain", "x");
		assertThat(answer).isProblem(415, "UNSUPPORTED_MEDIA_TYPE").hasNoHeader("Accept-Post");
		org.assertj.core.api.Assertions.assertThat(answer.header("Accept").split(", "))
			.contains("application/json")
			.doesNotHaveDuplicates();
	}

	@Test
	void s18ACodingThatNobodyUndoesIsNotAMatterOfTheMediaType() throws IOException {
		assertThat(gzipped("gzip")).isProblem(415, "UNSUPPORTED_CONTENT_CODING")
			.hasHeader("Accept-Encoding", "identity")
			.hasNoHeader("Accept")
			.hasNoHeader("Accept-Post")
			.hasDetail("The body of the request is compressed or encoded in a way that is not supported here. "
					+ "Send it without Content-Encoding.");
	}

	/**
	 * The body of a request that a filter has unzipped looks so: the field is still
	 * there.
	 */
	@Test
	void mistakeInABodyThatAFilterHasDecodedIsNoMatterOfTheCoding() {
		assertThat(http().json("POST", "/input", "{\"name\": oops}", "Content-Encoding: gzip"))
			.isProblem(400, "MALFORMED_BODY")
			.hasNoHeader("Accept-Encoding");
	}

	@Test
	void identityIsNoCoding() throws IOException {
		assertThat(gzipped("identity")).isProblem(400, "MALFORMED_BODY").hasNoHeader("Accept-Encoding");
	}

	@Test
	void contentCodingThatNobodyUndoesIsNoTextEither() throws IOException {
		if (differs(Difference.ZIPPED_TEXT)) {
			org.assertj.core.api.Assertions.assertThat(gzipped("/text", "gzip").status()).isEqualTo(200);
			return;
		}
		assertThat(gzipped("/text", "gzip")).isProblem(415, "UNSUPPORTED_CONTENT_CODING")
			.hasHeader("Accept-Encoding", "identity")
			.hasNoHeader("Accept-Post");
	}

	@Test
	void textIsTakenWhateverItsCodingIsSaidToBe() {
		RawHttp.Answer answer = http().sendBody("POST", "/text", "text/plain", "plain", "Content-Encoding: gzip");
		org.assertj.core.api.Assertions.assertThat(answer.body()).isEqualTo("plain");
	}

	private RawHttp.Answer gzipped(String coding) throws IOException {
		return gzipped("/input", coding);
	}

	private RawHttp.Answer gzipped(String target, String coding) throws IOException {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8));
		}
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nContent-Encoding: " + coding + "\r\nContent-Length: "
				+ zipped.size() + "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1));
		request.writeBytes(zipped.toByteArray());
		return http().bytes(request.toByteArray());
	}

	@Test
	void s18AMissingContentTypeIsAskedFor() {
		assertThat(http()
			.raw("POST /input HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + "Content-Length: 2\r\n\r\n{}"))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "application/json")
			.hasDetail("The request says nothing about the format of its body. Send a Content-Type header.")
			.leaksNothing("null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "application/json;charset=nope-1", "a/b/c" })
	void aContentTypeThatMakesNoSenseIsSaidToBeThat(String contentType) {
		assertThat(http().sendBody("PUT", "/converted", contentType, "{}")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasDetail("The Content-Type header of the request is not a media type.")
			.leaksNothing("nope", "garbage");
	}

	@Test
	void aPartOfAnotherTypeSaysNothingAboutTheRequest() {
		String body = "--b\r\nContent-Disposition: form-data; name=\"input\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n";
		assertThat(http().sendBody("POST", "/routing-part", "multipart/form-data; boundary=b", body))
			.isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasNoHeader("Accept")
			.hasDetail("A part of the request has a format that is not accepted here.");
	}

	@Test
	void jsonToAnUploadIsToldToBeAForm() {
		assertThat(http().json("POST", "/routing-upload", "{}")).isProblem(415, "UNSUPPORTED_MEDIA_TYPE")
			.hasHeader("Accept", "multipart/form-data");
	}

	@ParameterizedTest
	@CsvSource({ "multipart/form-data", "multipart/form-data; boundary=b" })
	void aFormThatCannotBeTakenApartIsMalformed(String contentType) {
		assertThat(http().sendBody("POST", "/routing-upload", contentType,
				"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nhalf"))
			.isProblem(400, "MALFORMED_BODY")
			.hasDetail(
					"The body of the request cannot be split into its parts. Check its boundary, and that it is complete.");
	}

	@Test
	void aRangeOutsideOfAStaticResourceSaysHowLongItIs() {
		assertThat(send("GET", "/file.txt", "Range: bytes=100-200")).isProblem(416, "RANGE_NOT_SATISFIABLE")
			.hasHeader("Content-Range", "bytes */6")
			.hasHeader("Accept-Ranges", "bytes");
	}

	@Test
	void v14ARangeOutsideOfAReturnedResourceDoesNotSendTheResource() {
		assertThat(send("GET", "/resource", "Range: bytes=100-200")).isProblem(416, "RANGE_NOT_SATISFIABLE")
			.hasHeader("Content-Range", "bytes */10")
			.leaksNothing("0123456789");
		org.assertj.core.api.Assertions.assertThat(send("GET", "/resource", "Range: bytes=2-3").body()).isEqualTo("23");
		org.assertj.core.api.Assertions.assertThat(send("GET", "/resource").body()).isEqualTo("0123456789");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/unwritable", "/cyclic", "/unconvertible" })
	void whatCannotBeWrittenIsOurError(String path) {
		assertThat(send("GET", path)).isProblem(500, "INTERNAL_ERROR");
	}

	record Input(String name) {

	}

	@ResponseStatus(HttpStatus.METHOD_NOT_ALLOWED)
	static class NotAllowed extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	@RestController
	static class Controller {

		@GetMapping(path = "/items", produces = "application/json")
		List<String> items() {
			return List.of("x");
		}

		@GetMapping("/items/{id}")
		String item(@PathVariable String id) {
			return id;
		}

		@PutMapping("/items/{id}")
		String replace(@PathVariable String id) {
			return id;
		}

		@GetMapping("/handed-on")
		ResponseEntity<Void> handedOn() {
			return ResponseEntity.status(404).contentType(MediaType.APPLICATION_JSON).contentLength(7).build();
		}

		@GetMapping("/handed-on/nothing")
		ResponseEntity<Void> handedOnNothing() {
			return ResponseEntity.status(404).build();
		}

		@PatchMapping("/bare-405")
		String bare() {
			return "x";
		}

		@GetMapping("/both")
		String get() {
			return "x";
		}

		@PostMapping("/both")
		String post() {
			return "x";
		}

		@PutMapping({ "/thrown-405", "/thrown-405-by-status", "/thrown-405-by-annotation" })
		String put() {
			return "x";
		}

		@GetMapping("/thrown-405-by-status")
		String thrownByStatus() {
			throw new ResponseStatusException(HttpStatus.METHOD_NOT_ALLOWED);
		}

		@GetMapping("/thrown-405-by-annotation")
		String thrownByAnnotation() {
			throw new NotAllowed();
		}

		@PostMapping(path = "/input", consumes = "application/json")
		String input(@RequestBody Input input) {
			return "x";
		}

		@RequestMapping(path = "/any-method", consumes = "application/json")
		String anyMethod(@RequestBody Input input) {
			return "x";
		}

		@PostMapping("/text")
		String text(@RequestBody String text) {
			return text;
		}

		@PatchMapping(path = "/input", consumes = "application/json")
		String patch(@RequestBody Input input) {
			return "x";
		}

		@PutMapping("/converted")
		String converted(@RequestBody Input input) {
			return "x";
		}

		@PostMapping("/routing-part")
		String part(@RequestPart Input input) {
			return "x";
		}

		@GetMapping("/resource")
		Resource resource() {
			return new ByteArrayResource("0123456789".getBytes(StandardCharsets.UTF_8));
		}

		@GetMapping("/unwritable")
		Object unwritable() {
			return new Object() {

				@SuppressWarnings("unused")
				public String getValue() {
					throw new IllegalStateException("s3cr3t");
				}

			};
		}

		@GetMapping("/cyclic")
		Object cyclic() {
			List<Object> list = new java.util.ArrayList<>();
			list.add(list);
			return Map.of("list", list);
		}

		@GetMapping(path = "/unconvertible", produces = "application/pdf")
		Object unconvertible() {
			return new Input("x");
		}

	}

}
