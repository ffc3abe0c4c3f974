package dev.mishap.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CodesTests {

	@ParameterizedTest
	@CsvSource({ "NotBlank,NOT_BLANK", "HTTPError,HTTP_ERROR", "ISBN,ISBN", "ISBNFormat,ISBN_FORMAT",
			"Sha256Invalid,SHA256_INVALID", "price.too.low,PRICE_TOO_LOW", "price-tooLow,PRICE_TOO_LOW",
			"name..taken,NAME_TAKEN", "trailing_,TRAILING", "__leading,LEADING", "OUT_OF_STOCK,OUT_OF_STOCK", "a,A",
			"XMLHttpRequest,XML_HTTP_REQUEST" })
	void nameBecomesACode(String name, String code) {
		assertThat(Codes.of(name)).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_", "9lives", "Größe", "..." })
	void nameThatLeadsToNoCodeHasNone(String name) {
		assertThat(Codes.of(name)).isNull();
	}

	@Test
	void endlessNameHasNoCode() {
		assertThat(Codes.of("a".repeat(64))).isNull();
		assertThat(Codes.of(null)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "OutOfStockException,OUT_OF_STOCK", "HTTPError,HTTP", "Exception,EXCEPTION", "Error,ERROR",
			"ErrorException,ERROR", "PlainName,PLAIN_NAME" })
	void exceptionLosesItsSuffix(String name, String code) {
		assertThat(Codes.ofException(name)).isEqualTo(code);
	}

}
