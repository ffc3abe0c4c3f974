package dev.mishap.internal.servlet;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DetachedResponseTests {

	private final DetachedResponse response = new DetachedResponse();

	@Test
	void everyMethodIsItsOwn() throws Exception {
		List<Method> methods = new ArrayList<>(List.of(ServletResponse.class.getDeclaredMethods()));
		methods.addAll(List.of(HttpServletResponse.class.getDeclaredMethods()));
		assertThat(methods).hasSizeGreaterThan(30).allSatisfy((method) -> {
			if (!method.isSynthetic()) {
				Method own = DetachedResponse.class.getMethod(method.getName(), method.getParameterTypes());
				assertThat(own.getDeclaringClass()).as(method.toString()).isEqualTo(DetachedResponse.class);
			}
		});
		assertThat(this.response).isNotInstanceOf(ServletResponseWrapper.class);
	}

	@Test
	void keepsWhatIsWritten() {
		this.response.setStatus(403);
		this.response.setContentType("text/html;charset=ISO-8859-1");
		this.response.setHeader("X-One", "1");
		this.response.addHeader("x-one", "2");
		this.response.setHeader("X-Gone", "1");
		this.response.setHeader("x-gone", null);
		this.response.setDateHeader("Expires", 0);
		this.response.addIntHeader("Age", 7);
		this.response.addCookie(new Cookie("a", "b"));
		this.response.getWriter().print("größer");
		this.response.flushBuffer();
		assertThat(this.response.getStatus()).isEqualTo(403);
		assertThat(this.response.isCommitted()).isFalse();
		assertThat(this.response.getContentType()).isEqualTo("text/html;charset=ISO-8859-1");
		assertThat(this.response.headers()).containsExactlyInAnyOrderEntriesOf(Map.of("X-One", List.of("1", "2"),
				"Expires", List.of("Thu, 01 Jan 1970 00:00:00 GMT"), "Age", List.of("7")));
		assertThat(this.response.cookies()).extracting(Cookie::getName).containsExactly("a");
		assertThat(this.response.content()).isEqualTo("größer".getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void streamKeepsBytesAndItsTypeWithoutCharset() throws Exception {
		this.response.setContentType("text/html");
		this.response.getOutputStream().print("ab");
		this.response.getOutputStream().write(new byte[] { 'x', 'c', 'x' }, 1, 1);
		assertThat(this.response.getContentType()).isEqualTo("text/html");
		assertThat(this.response.content()).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
		assertThatIllegalStateException().isThrownBy(this.response::getWriter);
	}

	@Test
	void writerWithoutCharsetWritesUtf8AndSaysSo() {
		this.response.setContentType("text/html");
		this.response.getWriter().print("ä");
		assertThat(this.response.getContentType()).isEqualTo("text/html;charset=UTF-8");
		assertThat(this.response.content()).isEqualTo("ä".getBytes(StandardCharsets.UTF_8));
		assertThatIllegalStateException().isThrownBy(this.response::getOutputStream);
	}

	@ParameterizedTest
	@ValueSource(strings = { "error", "error with words", "redirect", "redirect 303", "redirect, body kept" })
	void whatComesAfterItWasEndedIsDropped(String end) {
		PrintWriter writer = this.response.getWriter();
		writer.print("before");
		this.response.setHeader("X-Kept", "1");
		switch (end) {
			case "error" -> this.response.sendError(404);
			case "error with words" -> this.response.sendError(404, "No such page.");
			case "redirect" -> this.response.sendRedirect("/login");
			case "redirect 303" -> this.response.sendRedirect("/login", 303);
			default -> this.response.sendRedirect("/login", false);
		}
		int status = this.response.getStatus();
		writer.print("after");
		this.response.setStatus(200);
		this.response.setHeader("X-Late", "1");
		this.response.addHeader("X-Kept", "2");
		this.response.addCookie(new Cookie("late", "1"));
		this.response.setContentType("text/plain");
		assertThat(this.response.isCommitted()).isTrue();
		assertThat(this.response.isError()).isEqualTo(end.startsWith("error"));
		assertThat(this.response.reason()).isEqualTo(end.equals("error with words") ? "No such page." : null);
		assertThat(this.response.getStatus()).isEqualTo(status);
		assertThat(this.response.getHeaders("X-Kept")).containsExactly("1");
		assertThat(this.response.containsHeader("X-Late")).isFalse();
		assertThat(this.response.getHeader("Location")).isEqualTo(end.startsWith("redirect") ? "/login" : null);
		assertThat(this.response.cookies()).isEmpty();
		assertThat(this.response.content())
			.isEqualTo(end.endsWith("kept") ? "before".getBytes(StandardCharsets.UTF_8) : new byte[0]);
		assertThatIllegalStateException().isThrownBy(() -> this.response.sendError(500));
		assertThatIllegalStateException().isThrownBy(() -> this.response.sendRedirect("/"));
		assertThatIllegalStateException().isThrownBy(this.response::reset);
		assertThatIllegalStateException().isThrownBy(this.response::resetBuffer);
	}

	@Test
	void resetTakesBackAll() {
		this.response.setStatus(403);
		this.response.setContentType("text/html;charset=UTF-16");
		this.response.setHeader("X-One", "1");
		this.response.getWriter().print("text");
		this.response.reset();
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentType()).isNull();
		assertThat(this.response.getHeaderNames()).isEmpty();
		assertThat(this.response.content()).isEmpty();
		this.response.getOutputStream();
	}

	@Test
	void closedStreamTakesNothingMore() throws Exception {
		this.response.getOutputStream().print("page");
		this.response.getOutputStream().close();
		this.response.getOutputStream().print("more");
		assertThat(this.response.content()).isEqualTo("page".getBytes(StandardCharsets.US_ASCII));
	}

	@Test
	void addressesAreEncodedByTheResponseOfTheRequest() {
		MockHttpServletResponse original = new MockHttpServletResponse() {

			@Override
			public String encodeURL(String url) {
				return url + ";jsessionid=1";
			}

		};
		assertThat(new DetachedResponse(original).encodeURL("/a")).isEqualTo("/a;jsessionid=1");
		assertThat(this.response.encodeURL("/a")).isEqualTo("/a");
	}

	@Test
	void charsetThatDoesNotExistChangesNothing() {
		this.response.setContentType("text/html;charset=no-such-charset");
		this.response.setCharacterEncoding("no such charset");
		assertThat(this.response.getCharacterEncoding()).isEqualTo("UTF-8");
	}

}
