package dev.mishap.registry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.mishap.ErrorCode;
import dev.mishap.Problem;
import dev.mishap.Problem.Fault;
import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappingsCustomizer;
import dev.mishap.ProblemType;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemEntry.MappedRow.Origin.Source;
import dev.mishap.internal.registry.ProblemEntry.Origin;
import dev.mishap.internal.registry.ProblemRegistry;
import dev.mishap.internal.registry.ProblemRegistry.Walk.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ResponseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** The problems of an application as data. */
@ExtendWith(OutputCaptureExtension.class)
class RegistryTests {

	private static WebApplicationContextRunner application() {
		Class<?>[] ours = ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("dev.mishap."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
		return new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(ours))
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class))
			.withUserConfiguration(Shop.class)
			.withPropertyValues("mishap.body.type-base=https://shop.example/problems/",
					"mishap.mappings[0].exception=" + TooLateException.class.getName(), "mishap.mappings[0].status=409",
					"mishap.mappings[0].code=TOO_LATE", "mishap.mappings[0].detail=The order has left.",
					"mishap.mappings[0].retry-after=30s");
	}

	private static void withRegistry(Consumer<ProblemRegistry> test) {
		application().run((context) -> test.accept(context.getBean(ProblemRegistry.class)));
	}

	private static ProblemEntry entry(ProblemRegistry registry, String code) {
		ProblemEntry entry = registry.find(code);
		assertThat(entry).as(code).isNotNull();
		return entry;
	}

	@Test
	void rowOfTheConfigurationIsThereWithItsKey() {
		withRegistry((registry) -> assertThat(entry(registry, "TOO_LATE")).isEqualTo(new ProblemEntry("TOO_LATE", 409,
				Fault.CLIENT, true, URI.create("https://shop.example/problems/too-late"),
				Map.of("de", new ProblemEntry.Text("Konflikt", "The order has left."), "en",
						new ProblemEntry.Text("Conflict", "The order has left.")),
				List.of("Retry-After"),
				List.of(new Origin(Source.YML, "mishap.mappings[0]", TooLateException.class)))));
	}

	@Test
	void rowsOfBeansAreThereWithWhatTheyDeclare() {
		withRegistry((registry) -> {
			assertThat(entry(registry, "SOLD_OUT").origins())
				.containsExactly(new Origin(Source.BEAN, ShopRows.class.getName(), SoldOutException.class));
			assertThat(entry(registry, "RESERVED").exceptions()).containsExactly(SoldOutException.class);
			assertThat(registry.undeclared()).extracting((row) -> row.exception().getSimpleName())
				.containsExactly("ProblemException", "UndeclaredException");
		});
	}

	@Test
	void exceptionsThatDescribeThemselvesAreFound() {
		withRegistry((registry) -> {
			ProblemEntry entry = entry(registry, "ORDER_LOST");
			assertThat(entry.status()).isEqualTo(410);
			assertThat(entry.origins())
				.containsExactly(new Origin(Source.ANNOTATION, LostException.class.getName(), LostException.class));
			assertThat(entry.text(Locale.ENGLISH)).isEqualTo(new ProblemEntry.Text("Gone", "The order was lost."));
		});
	}

	/** Whoever looks for a mistake at DEBUG has other lines to read. */
	@Test
	void lookForExceptionsSaysNothingInTheLog(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap");
		logger.setLevel(Level.TRACE);
		try {
			withRegistry((registry) -> assertThat(registry.find("ORDER_LOST")).isNotNull());
		}
		finally {
			logger.setLevel(null);
		}
		assertThat(output.toString()).doesNotContain("DescribedExceptions");
	}

	@Test
	void catalogueIsThereWithTitleAndDocumentation() {
		withRegistry((registry) -> {
			ProblemEntry entry = entry(registry, "SHOP_CLOSED");
			assertThat(entry.type()).isEqualTo(URI.create("https://shop.example/help/closed"));
			assertThat(entry.text(Locale.GERMAN).title()).isEqualTo("The shop is closed");
			assertThat(entry.origins())
				.containsExactly(new Origin(Source.CATALOGUE, ShopProblem.class.getName(), null));
			assertThat(entry.retryable()).isTrue();
		});
	}

	@Test
	void entriesOfTheLibraryHaveTextsInBothLanguagesAndOwedFields() {
		withRegistry((registry) -> {
			ProblemEntry entry = entry(registry, "UNAUTHENTICATED");
			assertThat(entry.headers()).containsExactly("WWW-Authenticate");
			assertThat(entry.texts()).containsOnlyKeys("de", "en");
			assertThat(entry.origins()).extracting(Origin::source).contains(Source.LIBRARY, Source.STATUS);
			assertThat(entry(registry, "OVERLOADED").fault()).isEqualTo(Fault.SHED);
			assertThat(entry(registry, "TOO_MANY_REQUESTS").fault()).isEqualTo(Fault.SHED);
			assertThat(entry(registry, "UPSTREAM_UNAVAILABLE").fault()).isEqualTo(Fault.UPSTREAM);
			assertThat(entry(registry, "SERVICE_UNAVAILABLE").fault()).isEqualTo(Fault.SERVER);
			assertThat(entry(registry, "NOT_IMPLEMENTED").fault()).isEqualTo(Fault.CLIENT);
		});
	}

	@Test
	void everyEntryHasTextsAndAnOrigin() {
		withRegistry((registry) -> assertThat(registry.problems()).hasSizeGreaterThan(70).allSatisfy((entry) -> {
			assertThat(entry.texts()).as(entry.code()).containsKey("en");
			assertThat(entry.origins()).as(entry.code()).isNotEmpty();
			assertThat(entry.text(Locale.ENGLISH).detail()).as(entry.code()).isNotBlank();
		}));
	}

	@Test
	void noCodeOfTheLibraryHasTwoStatuses() {
		withRegistry((registry) -> assertThat(registry.ambiguous()).isEmpty());
	}

	@Test
	void codeWithTwoStatusesIsToldAtStartAndHasTwoEntries(CapturedOutput output) {
		application()
			.withPropertyValues("mishap.mappings[1].exception=" + UndeclaredException.class.getName(),
					"mishap.mappings[1].status=410", "mishap.mappings[1].code=SHOP_CLOSED")
			.run((context) -> {
				assertThat(output).contains("SHOP_CLOSED has two statuses: 410 by mishap.mappings[1], "
						+ "503 by the catalogue. Clients that go by the code cannot tell them apart");
				ProblemRegistry registry = context.getBean(ProblemRegistry.class);
				assertThat(registry.ambiguous()).containsExactly("SHOP_CLOSED");
				assertThat(registry.problems()).filteredOn((entry) -> entry.code().equals("SHOP_CLOSED"))
					.extracting(ProblemEntry::status)
					.containsExactly(410, 503);
			});
	}

	@Test
	void walkShowsWhoWasAskedAndWhoAnswers() {
		withRegistry((registry) -> {
			assertThat(registry.walk(MuchTooLateException.class).steps())
				.extracting((step) -> step.asked().getSimpleName() + " " + step.outcome())
				.containsExactly("MuchTooLateException NO_ROW", "TooLateException ANSWERS", "RuntimeException COVERED",
						"Exception COVERED", "Throwable COVERED");
			assertThat(registry.walk(DuplicateKeyException.class).steps().get(0).outcome()).isEqualTo(Outcome.LOOKS);
			assertThat(registry.walk(IllegalStateException.class).isDecided()).isFalse();
			assertThat(registry.explain(IllegalStateException.class)).containsKey("otherwise");
		});
	}

	@Test
	void problemsOfAnExceptionAreTheOnesItsRowsLeadTo() {
		withRegistry((registry) -> {
			assertThat(registry.leadingFrom(MuchTooLateException.class)).extracting(ProblemEntry::code)
				.containsExactly("TOO_LATE");
			assertThat(registry.leadingFrom(MissingRequestHeaderException.class)).extracting(ProblemEntry::code)
				.contains("INVALID_PARAMETER", "MISSING_HEADER");
			assertThat(registry.leadingFrom(IllegalStateException.class)).extracting(ProblemEntry::code)
				.containsExactly("INTERNAL_ERROR");
			assertThat(registry.leadingFrom(ProblemException.class)).isEmpty();
			assertThat(registry.ofStatus(415).code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
		});
	}

	@Test
	void fileIsTheSameForTheSameProblems() {
		withRegistry((one) -> withRegistry((other) -> assertThat(one.asJson()).isEqualTo(other.asJson()).startsWith("""
				{
				  "version": 1,
				  "problems": [
				    {
				      "code": "API_VERSION_REQUIRED",
				      "status": 400,
				      "fault": "client",
				      "retryable": false,
				      "type": "https://shop.example/problems/api-version-required",
				      "title": "Bad Request",
				""")));
	}

	@Test
	void nothingIsCollectedBeforeSomebodyAsks() {
		application().run((context) -> assertThat(
				context.getSourceApplicationContext().getBeanFactory().containsSingleton("mishapRegistry"))
			.isFalse());
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Shop {

		@Bean
		ProblemMappingsCustomizer rows() {
			return new ShopRows();
		}

		@Bean
		ProblemCatalogue catalogue() {
			return ProblemCatalogue.of(ShopProblem.class);
		}

	}

	static final class ShopRows implements ProblemMappingsCustomizer {

		@Override
		public void customize(dev.mishap.ProblemMappings.Builder mappings) {
			mappings.map(SoldOutException.class,
					(exception) -> Problem.of(409, exception.isReserved() ? "RESERVED" : "SOLD_OUT"),
					Problem.of(409, "RESERVED"), Problem.of(409, "SOLD_OUT"));
			mappings.map(UndeclaredException.class, (exception) -> Problem.of(409, "WHO_KNOWS"));
		}

	}

	enum ShopProblem implements ProblemType {

		/** With a body of its own, and so of a class of its own. */
		SHOP_CLOSED {

		};

		@Override
		public int status() {
			return 503;
		}

		@Override
		public String title() {
			return "The shop is closed";
		}

		@Override
		public URI documentation() {
			return URI.create("https://shop.example/help/closed");
		}

	}

	@ErrorCode("ORDER_LOST")
	@ResponseStatus(code = HttpStatus.GONE, reason = "The order was lost.")
	static class LostException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class TooLateException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class MuchTooLateException extends TooLateException {

		private static final long serialVersionUID = 1L;

	}

	static class SoldOutException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		boolean isReserved() {
			return false;
		}

	}

	static class UndeclaredException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
