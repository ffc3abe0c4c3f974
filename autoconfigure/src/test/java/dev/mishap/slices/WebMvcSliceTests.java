package dev.mishap.slices;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice has the advice, the filter and the request ID without any further annotation.
 */
@WebMvcTest(controllers = SliceController.class, properties = "spring.security.user.name=x")
@org.springframework.security.test.context.support.WithMockUser
class WebMvcSliceTests {

	@Autowired
	MockMvcTester mvc;

	@Test
	void sliceAnswersAsTheApplicationDoes() {
		MvcTestResult result = this.mvc.get().uri("/fails").header("X-Request-Id", "abc").exchange();
		assertThat(result).hasStatus(500)
			.hasContentType("application/problem+json")
			.hasHeader("X-Request-Id", "abc")
			.hasHeader("Cache-Control", "no-store");
		assertThat(result).bodyJson().extractingPath("$.request_id").isEqualTo("abc");
		assertThat(result).bodyJson().extractingPath("$.code").isEqualTo("INTERNAL_ERROR");
	}

	@Test
	void sliceAnswersUnknownRoutes() {
		assertThat(this.mvc.get().uri("/nowhere")).hasStatus(404).hasContentType("application/problem+json");
	}

	@Test
	@org.springframework.security.test.context.support.WithAnonymousUser
	void sliceDescribesWhatSecurityRefuses() {
		MvcTestResult result = this.mvc.get().uri("/fails").exchange();
		assertThat(result).hasStatus(401).hasContentType("application/problem+json");
		assertThat(result).bodyJson().extractingPath("$.code").isEqualTo("UNAUTHENTICATED");
	}

}
