package dev.mishap.internal.servlet.tomcat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The words of Tomcat that say more than its status, in the version at hand. */
class ProblemErrorReportValveTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"org.apache.coyote.http11|iib.requestheadertoolarge.error|Request header is too large",
			"org.apache.tomcat.util.http|headers.maxCountFail|More than the maximum allowed number of headers, [",
			"org.apache.tomcat.util.http|parameters.maxCountFail|More than the maximum number of request parameters (GET plus POST) for a single request ([" })
	void wordsAreStillThere(String packageName, String key, String beginning) {
		assertThat(ProblemErrorReportValve.Words.message(packageName, key)).isEqualTo(beginning);
	}

}
