package dev.mishap.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.mishap.testing.RawHttp;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Boot's switch for problem details changes nothing. */
class ProblemDetailsSwitchTests {

	private static final List<String> TARGETS = List.of("/open/throws", "/open/rse?status=409&reason=Taken.",
			"/open/rse?status=503", "/open/numbers/abc", "/open/nowhere", "/open/predict", "/open/send-error",
			"/open/bodiless", "/open/filter/throws", "/open/filter/set-status", "/open/deferred-timeout",
			"/open/problem-detail", "/error", "/%zz");

	@Test
	void sameBytesWithAndWithoutIt() {
		assertThat(answers("true")).isEqualTo(answers("false"));
	}

	private static Map<String, String> answers(String enabled) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(FailingApplication.class)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", dev.mishap.testing.Without.SECURITY,
					"spring.mvc.problemdetails.enabled=" + enabled)
			.run()) {
			RawHttp http = new RawHttp(
					Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
			Map<String, String> answers = new LinkedHashMap<>();
			for (String target : TARGETS) {
				RawHttp.Answer get = http.send("GET", target, "X-Request-Id: fixed");
				answers.put("GET " + target, get.statusLine() + "\n" + headers(get) + "\n" + withoutId(get));
			}
			RawHttp.Answer invalid = http.json("POST", "/open/predict", "{\"model\":\"\",\"count\":0}",
					"X-Request-Id: fixed");
			answers.put("invalid", headers(invalid) + invalid.body());
			RawHttp.Answer unreadable = http.json("POST", "/open/predict", "{", "X-Request-Id: fixed");
			answers.put("unreadable", headers(unreadable) + unreadable.body());
			RawHttp.Answer media = http.sendBody("POST", "/open/predict", "text/plain", "x", "X-Request-Id: fixed");
			answers.put("media type", headers(media) + media.body());
			assertThat(answers.get("GET /open/throws")).contains("INTERNAL_ERROR");
			assertThat(answers.get("media type")).contains("Accept=[");
			return answers;
		}
	}

	private static Map<String, List<String>> headers(RawHttp.Answer answer) {
		Map<String, List<String>> headers = new LinkedHashMap<>(answer.headers());
		headers.keySet().removeIf((name) -> name.equalsIgnoreCase("Date") || name.equalsIgnoreCase("X-Request-Id"));
		return headers;
	}

	/** A request that the container can't parse has no inbound ID. */
	private static String withoutId(RawHttp.Answer answer) {
		return answer.body().replaceAll("req_[0-9A-Z]{26}", "req_");
	}

}
