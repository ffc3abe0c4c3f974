package dev.mishap.coexistence;

import java.io.Writer;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.mishap.Problem;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.testing.FakeRequest;
import jakarta.json.bind.Jsonb;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON library of the application writes its objects, whichever it is, and no form of
 * a body shows more than another.
 */
class JsonLibraryTests {

	private static final String BASKET = "\"basket\":{\"lines\":[{\"article\":\"A\"}],\"owner\":\"o\"}";

	private static final String BASKET_IN_XML = "<basket><lines><i><article>A</article></i></lines><owner>o</owner>"
			+ "</basket>";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class));

	private static String body(ApplicationContext context, Object value, String accept) {
		FakeRequest request = new FakeRequest();
		request.requestHeaders.put("Accept", accept);
		Problem problem = Problem.of(409).withExtension("basket", value).withExtension("after", 1);
		return request.apply(context.getBean(ProblemPipeline.class).answerTo(problem, null, request)).text();
	}

	private static void assertShowsTheBasket(ApplicationContext context) {
		assertThat(body(context, new Basket(), "*/*")).contains(BASKET, "\"after\":1").doesNotContain("S3CRET");
		assertThat(body(context, new Basket(), "application/xml")).contains(BASKET_IN_XML, "<after>1</after>")
			.doesNotContain("S3CRET");
	}

	@Test
	void jackson() {
		this.runner.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
			.run(JsonLibraryTests::assertShowsTheBasket);
	}

	@Test
	void firstOnTheClassPathWhereNoneIsABean() {
		this.runner.run(JsonLibraryTests::assertShowsTheBasket);
	}

	@Test
	void jackson2() {
		this.runner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.withBean(ObjectMapper.class, ObjectMapper::new)
			.run(JsonLibraryTests::assertShowsTheBasket);
	}

	@Test
	void gson() {
		this.runner.withBean(Gson.class, Gson::new).run((context) -> {
			assertShowsTheBasket(context);
			JsonObject tree = new JsonObject();
			tree.addProperty("a", 1);
			assertThat(body(context, List.of(tree), "*/*")).contains("\"basket\":[{\"a\":1}]");
		});
	}

	@Test
	void preferredOneOfSeveral() {
		this.runner.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
			.withBean(Jsonb.class, JsonLibraryTests::jsonb)
			.withPropertyValues("spring.http.converters.preferred-json-mapper=jsonb")
			.run((context) -> assertThat(body(context, new Basket(), "*/*")).contains("\"basket\":\"by JSON-B\""));
	}

	@Test
	void oneOfTheApplicationsOwn() {
		JsonLibrary own = (value, target) -> target.write("{\"own\":true}");
		this.runner.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
			.withBean(JsonLibrary.class, () -> own)
			.run((context) -> assertThat(body(context, new Basket(), "*/*")).contains("\"basket\":{\"own\":true}"));
	}

	@Test
	void withoutAnyOnlyRecordsAndMarkedMembersAreShown() {
		this.runner
			.withClassLoader(new FilteredClassLoader(JsonMapper.class, ObjectMapper.class, Gson.class, Jsonb.class))
			.run((context) -> {
				assertThat(body(context, new Basket(), "*/*")).contains("\"after\":1")
					.doesNotContain("basket\"", "S3CRET");
				assertThat(body(context, new Line("A", "S3CRET"), "application/xml"))
					.contains("<basket><article>A</article></basket>");
				assertThat(body(context, Map.of("k", new Point(1, 2)), "*/*"))
					.contains("\"basket\":{\"k\":{\"x\":1,\"y\":2}}");
			});
	}

	/** JSON-B without an implementation of it. */
	private static Jsonb jsonb() {
		return (Jsonb) Proxy.newProxyInstance(JsonLibraryTests.class.getClassLoader(), new Class<?>[] { Jsonb.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("toJson") && arguments[1] instanceof Writer target) {
						target.write("\"by JSON-B\"");
					}
					return method.getName().equals("hashCode") ? 1 : method.getName().equals("equals") ? false : null;
				});
	}

	/** Members in the order of their names, which is what all libraries can do. */
	static class Basket {

		public List<Line> lines = List.of(new Line("A", "S3CRET"));

		public String owner = "o";

		public transient String secret = "S3CRET";

		@Override
		public String toString() {
			return this.secret;
		}

	}

	record Line(@ProblemMember("article") String sku, String costPrice) {

	}

	record Point(int x, int y) {

	}

}
