package dev.mishap.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A field in {@code mishap.validation.rejected-values} has to be one of a handler, in the
 * words of the client.
 */
@ExtendWith(OutputCaptureExtension.class)
class RejectedValuesTests {

	private static final String KEY = "mishap.validation.rejected-values=";

	@ParameterizedTest
	@ValueSource(strings = { "jackson", "jackson2" })
	void fieldsOfEveryHandlerAreKnown(String mapper) {
		Started.with(Application.class, "spring.http.converters.preferred-json-mapper=" + mapper,
				KEY + "customerName,items[].sku,items[].tags[],items[].price-cents,shipTo.zip,giftZip,byCode[].sku,"
						+ "note,iban,parent.parent.note,extra.anything,animal.whiskers,[].sku,name,page-size,X-Tenant,"
						+ "theme,id,lines[].amount,the-query,category,file,meta.sku")
			.close();
	}

	@ParameterizedTest
	@CsvSource({ "item[].sku,items[].sku", "items.sku,items[].sku", "items[].priceCents,items[].price-cents",
			"customer_name,customerName", "gift.zip,giftZip", "iban.value,iban", "shipTo.zap,shipTo.zip",
			"pageSize,page-size", "query,the-query", "X-Tenent,X-Tenant", "lines[].amuont,lines[].amount" })
	void anotherFieldStopsTheStart(String field, String nearest, CapturedOutput output) {
		assertThatException().isThrownBy(() -> Started.with(Application.class, KEY + field).close());
		assertThat(output).contains("mishap.validation.rejected-values: no handler takes a field '" + field + "'.",
				"Write " + nearest + " instead of " + field + ", or remove it.");
	}

	/** The same field stops the start above. */
	@Test
	void namingStrategyOfTheMapperCounts() {
		Started.with(Application.class, "spring.jackson.property-naming-strategy=SNAKE_CASE", KEY + "customer_name")
			.close();
	}

	/** One file may be the configuration of several parts. */
	@Test
	void applicationWithoutAnyFieldIsLeftAlone() {
		Started.with(Nothing.class, KEY + "sku").close();
	}

	@Test
	void whatAModelAttributeMethodMakesMayBeASubclass() {
		Started.with(AbstractForm.class, KEY + "amount").close();
	}

	@Test
	void typesThatJacksonCannotDescribeAreLeftAlone() {
		Started.with(Unusual.class, KEY + "sku,price").close();
	}

	@Test
	void typesThatReferToEachOtherAreNoLabour(CapturedOutput output) {
		Started.with(Knotted.class, KEY + "b[].c[].d[].name").close();
		assertThatException().isThrownBy(() -> Started.with(Knotted.class, KEY + "b[].c[].d[].nmae").close());
		assertThat(output).contains("no handler takes a field 'b[].c[].d[].nmae'.");
	}

	@ParameterizedTest
	@ValueSource(classes = { OpenBody.class, Functions.class })
	void whatTypesDoNotTellIsLeftAlone(Class<?> application) {
		Started.with(application, KEY + "anything.at[].all").close();
	}

	@Test
	void fieldsOfServicesAreLeftAlone() {
		Started.with(Nothing.class, KEY + "count", "mishap.validation.service-constraints=true").close();
	}

	/** A slice for a test has one controller, and the configuration of all. */
	@Test
	void partOfAnApplicationIsLeftAlone() {
		try (var context = new org.springframework.web.context.support.AnnotationConfigWebApplicationContext()) {
			context.setServletContext(new MockServletContext());
			org.springframework.boot.test.util.TestPropertyValues.of(KEY + "sku").applyTo(context);
			context.register(Nothing.class);
			context.refresh();
			assertThat(context.isActive()).isTrue();
		}
	}

	record Order(String customerName, List<Item> items, Address shipTo, @JsonUnwrapped(prefix = "gift") Gift gift,
			Map<String, Item> byCode, Optional<String> note, Iban iban, Order parent, Extra extra, Animal animal) {

	}

	record Item(String sku, String[] tags, @JsonProperty("price-cents") int priceCents) {

	}

	record Address(String zip) {

	}

	static class Gift {

		@JsonProperty("Zip")
		public String zip;

	}

	record Iban(@JsonValue String value) {

	}

	static class Extra {

		@JsonAnySetter
		public Map<String, Object> all;

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	static class Animal {

		public String name;

	}

	static class Search {

		private List<Line> lines;

		public List<Line> getLines() {
			return this.lines;
		}

		public void setLines(List<Line> lines) {
			this.lines = lines;
		}

	}

	record Line(int amount) {

	}

	record Query(@BindParam("the-query") String query) {

	}

	@SpringBootApplicationOnTomcat
	@Import(Everything.class)
	static class Application {

	}

	@RestController
	static class Everything {

		@ModelAttribute
		void category(@RequestParam(required = false) Integer category) {
		}

		@PostMapping("/orders")
		void order(@RequestBody Order order) {
		}

		@PostMapping("/bulk")
		void bulk(HttpEntity<List<Item>> items) {
		}

		@PostMapping("/form")
		void form(Search search, Query query) {
		}

		@PostMapping("/upload")
		void upload(@RequestPart("file") byte[] file, @RequestPart Meta parts) {
		}

		@GetMapping("/articles/{id}")
		void article(@PathVariable int id, @RequestParam("page-size") int size, @RequestHeader("X-Tenant") int tenant,
				@CookieValue int theme, @RequestParam String name) {
		}

	}

	record Meta(Item meta) {

	}

	@SpringBootApplicationOnTomcat
	@Import(Forms.class)
	static class AbstractForm {

	}

	@RestController
	static class Forms {

		@ModelAttribute("form")
		Form form() {
			return new TransferForm();
		}

		@PostMapping("/transfers")
		void save(@Valid @ModelAttribute("form") Form form, @RequestParam int n) {
		}

	}

	abstract static class Form {

	}

	static class TransferForm extends Form {

		@Min(1)
		private int amount;

		public int getAmount() {
			return this.amount;
		}

		public void setAmount(int amount) {
			this.amount = amount;
		}

	}

	@SpringBootApplicationOnTomcat
	@Import(Priced.class)
	static class Unusual {

	}

	@RestController
	static class Priced {

		@PostMapping("/priced")
		void priced(@RequestBody Article article) {
		}

		@PostMapping("/price")
		void price(@RequestBody Money money) {
		}

	}

	record Article(String sku, Money price) {

	}

	@JsonDeserialize(using = MoneyDeserializer.class)
	static class Money {

		public void setV(List<String> v) {
		}

		public void setV(URI v) {
		}

	}

	static class MoneyDeserializer extends ValueDeserializer<Money> {

		@Override
		public Money deserialize(JsonParser parser, DeserializationContext context) {
			return new Money();
		}

	}

	@SpringBootApplicationOnTomcat
	@Import(Knots.class)
	static class Knotted {

	}

	@RestController
	static class Knots {

		@PostMapping("/knots")
		void knots(@RequestBody A a) {
		}

	}

	record A(List<B> b, List<C> c, List<D> d, List<E> e, List<F> f, List<G> g, List<H> h, String name) {

	}

	record B(List<A> a, List<C> c, List<D> d, List<E> e, List<F> f, List<G> g, List<H> h, String name) {

	}

	record C(List<A> a, List<B> b, List<D> d, List<E> e, List<F> f, List<G> g, List<H> h, String name) {

	}

	record D(List<A> a, List<B> b, List<C> c, List<E> e, List<F> f, List<G> g, List<H> h, String name) {

	}

	record E(List<A> a, List<B> b, List<C> c, List<D> d, List<F> f, List<G> g, List<H> h, String name) {

	}

	record F(List<A> a, List<B> b, List<C> c, List<D> d, List<E> e, List<G> g, List<H> h, String name) {

	}

	record G(List<A> a, List<B> b, List<C> c, List<D> d, List<E> e, List<F> f, List<H> h, String name) {

	}

	record H(List<A> a, List<B> b, List<C> c, List<D> d, List<E> e, List<F> f, List<G> g, String name) {

	}

	@SpringBootApplicationOnTomcat
	static class Nothing {

	}

	@SpringBootApplicationOnTomcat
	@Import(Open.class)
	static class OpenBody {

	}

	@RestController
	static class Open {

		@PostMapping("/open")
		void open(@RequestBody JsonNode node) {
		}

	}

	@SpringBootApplicationOnTomcat
	@Import(Routes.class)
	static class Functions {

	}

	@Configuration(proxyBeanMethods = false)
	static class Routes {

		@Bean
		RouterFunction<ServerResponse> routes() {
			return RouterFunctions.route().POST("/orders", (request) -> ServerResponse.ok().build()).build();
		}

	}

}
