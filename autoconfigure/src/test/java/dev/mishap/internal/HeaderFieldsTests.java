package dev.mishap.internal;

import java.util.List;

import dev.mishap.Problem;
import dev.mishap.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Fields that a problem may set, and those that are somebody else's. */
class HeaderFieldsTests {

	private final FakeRequest request = new FakeRequest();

	private final ProblemPipeline pipeline = ProblemPipeline.builder().requestIdField("X-Trace").build();

	private FakeRequest answered(Problem problem) {
		return this.request.apply(this.pipeline.answerTo(problem, null, this.request));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Transfer-Encoding", "content-length", "Connection", "Keep-Alive", "Proxy-Connection",
			"TE", "Trailer", "Upgrade", "Content-Type", "Content-Encoding", "Content-Location", "Content-Disposition",
			"Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "ETag", "Last-Modified", "Expires", "Pragma",
			"Accept-Ranges", "Content-Range", "Location", "X-Trace", "CDN-Cache-Control", "Content-Transfer-Encoding" })
	void fieldThatIsNotAProblemsIsLeftOut(String name) {
		assertThat(answered(Problem.of(409).withHeader(name, "x").withHeader("X-Own", "1")).headers)
			.doesNotContainKey(name)
			.containsEntry("X-Own", List.of("1"));
	}

	@ParameterizedTest
	@CsvSource({ "416,Content-Range", "416,Accept-Ranges", "426,Upgrade", "412,ETag", "412,Last-Modified",
			"401,WWW-Authenticate", "405,Allow", "503,Retry-After", "409,Content-Security-Policy", "429,RateLimit" })
	void fieldOfTheStatusIsKept(int status, String name) {
		assertThat(answered(Problem.of(status).withHeader(name, "x")).headers).containsEntry(name, List.of("x"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "public|no-store", "max-age=60|no-store", "public, private|no-store",
					"private, s-maxage=9|no-store", "no-cache|no-store", "private, max-age=60|private, max-age=60",
					"No-Store, no-cache|No-Store, no-cache" })
	void sharedCachesNeverGetAProblem(String value, String sent) {
		assertThat(answered(Problem.of(404).withHeader("Cache-Control", value)).headers).containsEntry("Cache-Control",
				List.of(sent));
	}

	/** Others have set cookies, links and what the answer depends on. */
	@Test
	void linesOfSharedFieldsAreAdded() {
		this.request.headers.put("Set-Cookie", List.of("session=1"));
		this.request.headers.put("Vary", List.of("Origin"));
		FakeRequest answered = answered(
				Problem.of(409).withHeader("Set-Cookie", "own=1").withHeader("vary", "X-Tenant"));
		assertThat(answered.headers).containsEntry("Set-Cookie", List.of("session=1", "own=1"))
			.containsEntry("Vary", List.of("Origin", "Accept, Accept-Language", "X-Tenant"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Digest", "Repr-Digest", "Digest", "Content-MD5", "Content-Location",
			"Content-Description", "Content-Transfer-Encoding", "Surrogate-Control", "Trailer" })
	void fieldOfAReplacedBodyGoesWithIt(String name) {
		this.request.headers.put(name, List.of("x"));
		assertThat(answered(Problem.of(409)).headers).doesNotContainKey(name);
	}

	@ParameterizedTest
	@CsvSource({ "/,/evil.example/x,/%2Fevil.example%2Fx", "urn:request:,a:b+c=,urn:request:a%3Ab%2Bc%3D",
			"https://x.example/?id=,req_A-1.2,https://x.example/?id=req_A-1.2" })
	void requestIdHasNoSayInWhereAnInstanceIs(String base, String id, String instance) {
		ProblemPipeline pipeline = ProblemPipeline.builder().instanceBase(base).requestIds((request) -> id).build();
		assertThat(this.request.apply(pipeline.answerTo(404, null, this.request)).text())
			.contains("\"instance\":\"" + instance + "\"", "\"request_id\":\"" + id + "\"");
	}

}
