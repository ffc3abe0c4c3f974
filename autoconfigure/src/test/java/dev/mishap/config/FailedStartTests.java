package dev.mishap.config;

import java.util.stream.Stream;

import dev.mishap.ProblemCatalogue;
import dev.mishap.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A bad configuration is a failed start whose message says what to write instead. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

	private static final String STOCK = ConfiguredApplication.class.getName() + "$OutOfStockException";

	static Stream<Arguments> mistakes() {
		return Stream.of(Arguments.of(
				keys("mishap.mappings[0].exception=com.acme.Nope", "mishap.mappings[0].status=409"),
				"mishap.mappings[0].exception: there is no class com.acme.Nope.",
				"Write the full name of the class; of a nested class with a $, such as com.acme.Orders$LostException."),
				Arguments.of(keys("mishap.mappings[0].exception=java.lang.String", "mishap.mappings[0].status=409"),
						"mishap.mappings[0].exception: java.lang.String is not an exception.",
						"Write the name of a class that extends Throwable."),
				Arguments.of(keys("mishap.mappings[0].status=409"),
						"mishap.mappings[0].exception: no exception is named.",
						"Name the class, such as com.acme.OutOfStockException, or several in a list."),
				Arguments.of(keys("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=200"),
						"mishap.mappings[0].status: 200 is not the status of an error.",
						"Write a status from 400 to 599, such as 409 for a conflict or 404 for something missing."),
				Arguments.of(keys("mishap.mappings[0].exception=" + STOCK),
						"mishap.mappings[0].status: no status is given.",
						"Write a status from 400 to 599, such as 409 for a conflict or 404 for something missing."),
				Arguments.of(
						keys("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=409",
								"mishap.mappings[0].code=out-of-stock"),
						"mishap.mappings[0].code: 'out-of-stock' is not the code of a problem.",
						"Write it in UPPER_SNAKE, 1 to 63 characters: OUT_OF_STOCK."),
				Arguments.of(
						keys("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=409",
								"mishap.mappings[1].exception=" + STOCK, "mishap.mappings[1].status=410"),
						"mishap.mappings[1].exception: " + STOCK + " is mapped already by mishap.mappings[0].",
						"Remove one of the two entries."),
				Arguments.of(
						keys("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=409",
								"mishap.mappings[0].headers.Link=a\nb"),
						"mishap.mappings[0].headers: header field 'Link' must not have control characters in its value.",
						"Write a field name of letters, digits and hyphens, and a value without line breaks."),
				Arguments.of(
						keys("mishap.mappings[0].exception=" + STOCK, "mishap.mappings[0].status=503",
								"mishap.mappings[0].retry-after=0s"),
						"mishap.mappings[0].retry-after: 'delay' must be positive.",
						"Write a time to wait, such as 30s."),
				Arguments.of(keys("mishap.log.rules[0].level=warn"),
						"mishap.log.rules[0]: the rule says neither for which exception, code nor status.",
						"Add exception, code or status."),
				Arguments.of(keys("mishap.log.trace-budget=-1"), "mishap.log.trace-budget: -1 is negative.",
						"Write how many traces of one class of exceptions are logged in a minute, 0 for none."),
				Arguments.of(keys("mishap.texts[0].code=nope", "mishap.texts[0].detail=x"),
						"mishap.texts[0].code: 'nope' is not the code of a problem.",
						"Write the code whose texts you want to replace, such as NOT_FOUND."),
				Arguments.of(keys("mishap.body.members.message=msg"),
						"mishap.body.members: there is no member 'message'.",
						"Rename type, title, status, detail, instance, code, request-id or errors to a name of letters, digits and underscores."),
				Arguments.of(keys("mishap.body.type-base=not a uri"),
						"mishap.body.type-base: 'not a uri' is not the start of a URI.",
						"Write an address that the rest is put behind, such as https://errors.example.org/ or urn:request:."),
				Arguments.of(keys("mishap.request-id.heder=X"), "There is no such key: mishap.request-id.heder (",
						"Write mishap.request-id.header instead of mishap.request-id.heder, or remove it."),
				Arguments.of(keys("mishap.mapping[0].exception=" + STOCK),
						"There is no such key: mishap.mapping[0].exception (",
						"Write mishap.mappings.exception instead of mishap.mapping[0].exception, or remove it."));
	}

	private static String[] keys(String... keys) {
		return keys;
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeIsNamedWithItsRemedy(String[] keys, String description, String action, CapturedOutput output) {
		assertThatException().isThrownBy(() -> Started.with(keys).close());
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", description, "Action:", action);
	}

	@Test
	void catalogueIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> ProblemCatalogue.of(Wrong.class))
			.withMessage("Problem TWO_HUNDRED must have a registered error status but has 200");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProblemCatalogue.of(java.util.List.of(Right.FINE, Right.FINE)))
			.withMessage("Problem FINE stands twice in the catalogue");
	}

	enum Wrong implements ProblemType {

		TWO_HUNDRED;

		@Override
		public int status() {
			return 200;
		}

	}

	enum Right implements ProblemType {

		FINE;

		@Override
		public int status() {
			return 409;
		}

	}

}
