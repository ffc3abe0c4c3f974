package dev.mishap.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.testing.Lean;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The examples of docs/configuration.md do what they say, and no line of them is without
 * effect: without it, what is asserted of the example does not hold.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationTests {

	private static final Pattern REGION = Pattern.compile("# tag::([\\w-]+)\\[]\\n(.*?)# end::", Pattern.DOTALL);

	private static final Map<String, Check> CHECKS = new LinkedHashMap<>();

	/** What stands before the shop where an example is about that. */
	private static final Map<String, Class<?>> SECURED = Map.of("conceal", Secured.class, "log-ins", LogIns.class);

	static {
		CHECKS.put("mappings", ConfigurationTests::mappings);
		CHECKS.put("texts", ConfigurationTests::texts);
		CHECKS.put("language", ConfigurationTests::language);
		CHECKS.put("body", ConfigurationTests::body);
		CHECKS.put("catalogue", ConfigurationTests::catalogue);
		CHECKS.put("answered", ConfigurationTests::answered);
		CHECKS.put("request-id", ConfigurationTests::requestId);
		CHECKS.put("log", ConfigurationTests::log);
		CHECKS.put("log-lines", ConfigurationTests::logLines);
		CHECKS.put("retry-after", ConfigurationTests::retryAfter);
		CHECKS.put("owed", ConfigurationTests::owed);
		CHECKS.put("log-ins", ConfigurationTests::logIns);
		CHECKS.put("conceal", ConfigurationTests::conceal);
		CHECKS.put("validation", ConfigurationTests::validation);
		CHECKS.put("constraints", ConfigurationTests::constraints);
		CHECKS.put("services", ConfigurationTests::services);
		CHECKS.put("payload", ConfigurationTests::payload);
		CHECKS.put("data", ConfigurationTests::data);
	}

	private static void mappings(RawHttp http, CharSequence log) {
		Answer answer = http.send("GET", "/fails/stock", "X-Request-Id: abc");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.body()).isEqualTo("{\"type\":\"https://shop.example/problems/out-of-stock\","
				+ "\"title\":\"Out of stock\",\"status\":409,\"detail\":\"The article is not in stock.\","
				+ "\"code\":\"OUT_OF_STOCK\",\"request_id\":\"abc\"}");
		assertThat(answer.header("Link")).isEqualTo("<https://status.shop.example>; rel=\"help\"");
		assertThat(answer.header("Retry-After")).isEqualTo("30");
		assertThat(log).containsPattern("WARN .*409 OUT_OF_STOCK: GET /fails/stock")
			.containsPattern("(?m)^com.acme.OutOfStockException");
		for (String other : List.of("/fails/not-yet", "/fails/unsupported")) {
			assertThat(http.send("GET", other).body()).contains("\"status\":501", "\"code\":\"NOT_YET\"");
		}
	}

	private static void texts(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/nowhere").body()).contains("\"title\":\"Nothing here\"",
				"\"detail\":\"This address does not exist. See https://shop.example/api.\"");
	}

	private static void language(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/nowhere").header("Content-Language")).isEqualTo("de");
		assertThat(http.send("GET", "/nowhere", "Accept-Language: fr").header("Content-Language")).isEqualTo("de");
		assertThat(http.send("GET", "/nowhere", "Accept-Language: en").header("Content-Language")).isEqualTo("en");
		assertThat(http.send("GET", "/%zz").header("Content-Language")).isEqualTo("de");
	}

	private static void body(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/nowhere", "X-Request-Id: abc").body()).contains(
				"\"type\":\"https://errors.shop.example/not-found\"", "\"instance\":\"urn:request:abc\"",
				"\"error_code\":\"NOT_FOUND\"");
	}

	private static void catalogue(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/nowhere").body()).contains("\"type\":\"/docs/problems/not-found\"");
		assertThat(http.send("GET", "/docs/problems/not-found").status()).isEqualTo(200);
	}

	private static void answered(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/nowhere", "Accept: text/html").header("Content-Type"))
			.isEqualTo("application/problem+json");
		Answer bodiless = http.send("GET", "/bodiless");
		assertThat(bodiless.status()).isEqualTo(404);
		assertThat(bodiless.content()).isEmpty();
		assertThat(http.send("GET", "/admin/nowhere", "Accept: application/json").body()).contains("\"timestamp\":");
	}

	private static void requestId(RawHttp http, CharSequence log) {
		Answer answer = http.send("GET", "/nowhere", "Correlation-Id: mine");
		assertThat(answer.headerLines("X-Request-Id")).isEmpty();
		assertThat(answer.header("Correlation-Id")).startsWith("req_");
	}

	private static void log(RawHttp http, CharSequence log) {
		for (String how : List.of("403", "404", "503", "not-yet")) {
			http.send("GET", "/fails/" + how);
		}
		assertThat(log).containsPattern("INFO .*403 FORBIDDEN: GET /fails/403")
			.containsPattern("INFO .*404 NOT_FOUND: GET /fails/404")
			.containsPattern("ERROR .*503 SERVICE_UNAVAILABLE: GET /fails/503")
			.containsPattern("WARN .*500 INTERNAL_ERROR: GET /fails/not-yet")
			.doesNotContainPattern("(?m)^com.acme.NotYetException");
		for (int i = 0; i < 25; i++) {
			http.send("GET", "/fails/unsupported");
		}
		Pattern trace = Pattern.compile("(?m)^java.lang.UnsupportedOperationException");
		assertThat(trace.matcher(log).results().count()).isEqualTo(20);
	}

	private static void logLines(RawHttp http, CharSequence log) {
		http.send("GET", "/articles?page-size=many", "X-Request-Id: abc");
		assertThat(log)
			.containsPattern("\\[abc] dev\\.mishap\\.problems +: \\[abc] 400 INVALID_PARAMETER: GET /articles "
					+ "page-size WRONG_TYPE \\(org\\.springframework\\.[.\\w]+: .*Failed to convert");
	}

	private static void retryAfter(RawHttp http, CharSequence log) {
		LongSummaryStatistics seconds = new LongSummaryStatistics();
		for (int i = 0; i < 20; i++) {
			Instant before = Instant.now();
			String date = http.send("GET", "/fails/503").header("Retry-After");
			assertThat(date).endsWith(" GMT");
			Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			seconds.accept(Duration.between(before, then).toSeconds());
		}
		assertThat(seconds.getMin()).isBetween(59L, 92L);
		assertThat(seconds.getMax() - seconds.getMin()).isGreaterThan(3);
		String late = http.send("GET", "/fails/years").header("Retry-After");
		assertThat(ZonedDateTime.parse(late, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
			.isBefore(Instant.now().plusSeconds(3632));
	}

	private static void owed(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/fails/401").header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"shop\"");
		assertThat(http.send("GET", "/fails/426").header("Upgrade")).isEqualTo("HTTP/2.0");
		assertThat(http.send("GET", "/fails/451").header("Link"))
			.isEqualTo("<https://court.example/>; rel=\"blocked-by\"");
	}

	private static void logIns(RawHttp http, CharSequence log) {
		Answer answer = http.send("GET", "/documents/7", "Accept: application/json");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).endsWith("/login");
	}

	private static void conceal(RawHttp http, CharSequence log) {
		String ada = "Authorization: Basic YWRhOmFkYQ==";
		assertThat(http.send("GET", "/documents/7", ada).body()).contains("\"status\":404", "\"code\":\"NOT_FOUND\"");
		assertThat(http.send("POST", "/documents/7", ada).status()).isEqualTo(403);
	}

	private static void validation(RawHttp http, CharSequence log) {
		Answer answer = http.json("POST", "/orders",
				"{\"items\":[{\"sku\":\"abc\",\"count\":0},{\"sku\":\"12345678\",\"count\":0}]}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("\"code\":\"VALIDATION_FAILED\"")
			.contains("\"errors\":["
					+ "{\"pointer\":\"#/items/0/count\",\"code\":\"MIN\",\"detail\":\"This has to be at least 1.\",\"min\":1},"
					+ "{\"pointer\":\"#/items/0/sku\",\"code\":\"PATTERN\",\"detail\":\"This does not have the form that is expected.\","
					+ "\"regexp\":\"[0-9]{8}\",\"rejected\":\"abc\"}],\"errors_omitted\":1");
		assertThat(http.send("GET", "/articles?page-size=many").body()).contains("\"rejected\":\"many\"");
	}

	private static void constraints(RawHttp http, CharSequence log) {
		assertThat(http.json("POST", "/orders", "{\"items\":[{\"sku\":\"abc\",\"count\":0}]}").body())
			.contains("\"errors\":["
					+ "{\"pointer\":\"#/items/0/count\",\"code\":\"TOO_FEW\",\"detail\":\"This has to be at least 1.\",\"min\":1},"
					+ "{\"pointer\":\"#/items/0/sku\",\"code\":\"SKU_HAS_EIGHT_DIGITS\","
					+ "\"detail\":\"An article number has eight digits.\"}]");
		assertThat(http.send("GET", "/articles?page-size=many").body()).contains("\"errors\":[{"
				+ "\"parameter\":\"page-size\",\"code\":\"WRONG_TYPE\",\"detail\":\"Write how many articles fit on a page.\"}]");
		assertThat(http.json("POST", "/orders", "{\"items\":[{\"count\":\"x\"}]}").body()).contains(
				"{\"pointer\":\"#/items/0/count\",\"code\":\"WRONG_TYPE\",\"detail\":\"Expected a whole number.\"");
		assertThat(http.json("POST", "/names", "{\"name\":\"Ada!\"}").body())
			.contains("{\"pointer\":\"#/name\",\"code\":\"PATTERN\",");
	}

	private static void services(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/fails/service").body()).contains("\"code\":\"VALIDATION_FAILED\"",
				"\"parameter\":\"count\"");
	}

	private static void payload(RawHttp http, CharSequence log) {
		assertThat(http.json("POST", "/orders", "{\"items\":" + " ".repeat(2000) + "[]}").status()).isEqualTo(413);
		assertThat(http.sendBody("POST", "/uploads/big", "application/octet-stream", "x".repeat(2000)).status())
			.isEqualTo(200);
	}

	private static void data(RawHttp http, CharSequence log) {
		assertThat(http.send("GET", "/fails/twice").body()).contains("\"status\":409", "\"code\":\"EMAIL_TAKEN\"");
		assertThat(http.send("GET", "/fails/missing").status()).isEqualTo(404);
	}

	static Stream<String> examples() throws IOException {
		return regions().keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void exampleDoesWhatItSays(String region, CapturedOutput output) throws IOException {
		run(region, properties(region), output);
	}

	static Stream<Arguments> keys() throws IOException {
		List<Arguments> keys = new ArrayList<>();
		for (String region : regions().keySet()) {
			new TreeSet<>(properties(region).keySet().stream().map(ConfigurationTests::withoutIndex).toList())
				.forEach((key) -> keys.add(Arguments.of(region, key)));
		}
		return keys.stream();
	}

	@ParameterizedTest
	@MethodSource("keys")
	void exampleNeedsEachOfItsKeys(String region, String key, CapturedOutput output) throws IOException {
		Map<String, Object> properties = properties(region);
		properties.keySet().removeIf((name) -> withoutIndex(name).equals(key));
		Throwable failure = catchThrowable(() -> run(region, properties, output));
		if (!(failure instanceof AssertionError)) {
			assertThat(failure).hasRootCauseInstanceOf(InvalidPropertyException.class);
		}
	}

	@Test
	void everyExampleIsInTheDocument() throws IOException {
		String document = Files.readString(Path.of("../docs/configuration.md"));
		assertThat(regions().keySet()).containsExactlyElementsOf(CHECKS.keySet())
			.allSatisfy((region) -> assertThat(document).contains("<!-- region: configuration.yml#" + region + " -->"));
	}

	private static String withoutIndex(String key) {
		return key.replaceAll("\\[\\d+]", "");
	}

	private static Map<String, String> regions() throws IOException {
		Matcher matcher = REGION.matcher(Files.readString(Path.of("src/test/resources/docs/configuration.yml")));
		Map<String, String> regions = new LinkedHashMap<>();
		while (matcher.find()) {
			regions.put(matcher.group(1), matcher.group(2));
		}
		return regions;
	}

	private static Map<String, Object> properties(String region) throws IOException {
		byte[] yaml = regions().get(region).getBytes(StandardCharsets.UTF_8);
		Map<String, Object> properties = new LinkedHashMap<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load(region, new ByteArrayResource(yaml))) {
			EnumerablePropertySource<?> enumerable = (EnumerablePropertySource<?>) source;
			for (String name : enumerable.getPropertyNames()) {
				properties.put(name, enumerable.getProperty(name).toString());
			}
		}
		return properties;
	}

	private static void run(String region, Map<String, Object> properties, CharSequence log) {
		Class<?> security = SECURED.get(region);
		SpringApplicationBuilder builder = new SpringApplicationBuilder(ConfigurationApplication.class)
			.properties("server.port=0", "spring.main.banner-mode=off")
			.properties(properties);
		try (ConfigurableApplicationContext context = (security != null)
				? builder.sources(security).properties(Lean.onTomcat("validation.", "security.")).run()
				: builder.properties(Lean.onTomcat("validation.")).run()) {
			CHECKS.get(region)
				.holds(new RawHttp(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"))),
						log);
		}
		finally {
			// Boot keeps what an application has configured
			System.clearProperty("LOG_CORRELATION_PATTERN");
		}
	}

	/** What is asserted of an example. */
	private interface Check {

		void holds(RawHttp http, CharSequence log);

	}

	/** The shop behind a log-in by a form. */
	@Configuration(proxyBeanMethods = false)
	static class LogIns {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

	}

	/** The shop behind Spring Security. */
	@Configuration(proxyBeanMethods = false)
	static class Secured {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/documents/**").hasRole("ADMIN").anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}ada").roles("USER").build());
		}

	}

}
