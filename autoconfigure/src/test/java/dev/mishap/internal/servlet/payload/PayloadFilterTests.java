package dev.mishap.internal.servlet.payload;

import java.util.Map;

import dev.mishap.internal.PathPatterns.PayloadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class PayloadFilterTests {

	private final PayloadFilter filter = new PayloadFilter(new PayloadLimits(DataSize.ofBytes(10),
			Map.of("/upload/**", DataSize.ofBytes(20), "/stream/**", DataSize.ofBytes(-1))));

	@ParameterizedTest
	@CsvSource({ "/x,10", "/x,0", "/upload/x,20", "/stream/x,1000" })
	void aBodyWithinTheLimitCostsNoWrapper(String path, int length) throws Exception {
		MockHttpServletRequest request = request(path, length);
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(request, new MockHttpServletResponse(), chain);
		assertThat(chain.getRequest()).isSameAs(request);
	}

	@ParameterizedTest
	@CsvSource({ "/x,11", "/upload/x,21", "/uploads,11" })
	void aBodyAboveTheLimitCannotBeRead(String path, int length) throws Exception {
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(request(path, length), new MockHttpServletResponse(), chain);
		assertThat(chain.getRequest()).isInstanceOf(PayloadFilter.LimitedRequest.class);
	}

	@Test
	void aRequestWithoutBodyCostsNoWrapper() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/x");
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(request, new MockHttpServletResponse(), chain);
		assertThat(chain.getRequest()).isSameAs(request);
	}

	private static MockHttpServletRequest request(String path, int length) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
		request.setContent(new byte[length]);
		return request;
	}

}
