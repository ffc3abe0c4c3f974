package dev.mishap.internal;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdsTests {

	@Test
	void s39RequestIdIsAPrefixAndAUlid() {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			String id = RequestIds.next();
			assertThat(id).matches("req_[0-7][0-9A-HJKMNP-TV-Z]{25}");
			ids.add(id);
		}
		assertThat(ids).hasSize(10_000);
	}

	@Test
	void s39RequestIdsSortByTime() throws InterruptedException {
		String first = RequestIds.next();
		Thread.sleep(3);
		assertThat(RequestIds.next()).isGreaterThan(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "req_01H", "4bf92f3577b34da6a3ce929d0e0e4736", "A.b_c:d/e+f=g-h" })
	void safeIdsAreKept(String id) {
		assertThat(RequestIds.isSafe(id)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\r\nb", "${jndi:ldap}", "<script>", "é", "a\"b", "a,b" })
	void unsafeIdsAreReplaced(String id) {
		assertThat(RequestIds.isSafe(id)).isFalse();
	}

	@Test
	void longIdsAreReplaced() {
		assertThat(RequestIds.isSafe("a".repeat(128))).isTrue();
		assertThat(RequestIds.isSafe("a".repeat(129))).isFalse();
	}

}
