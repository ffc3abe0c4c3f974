package dev.mishap.sample.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Sends a request to this very service for the page, byte by byte, and to no other. */
@RestController
class WireController {

	@PostMapping("/demo/wire")
	Wire.Exchange send(@Valid @RequestBody WireRequest request, HttpServletRequest here) throws IOException {
		StringBuilder head = new StringBuilder();
		head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
		head.append("Host: localhost:").append(here.getLocalPort()).append("\r\nConnection: close\r\n");
		request.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		String body = (request.body() != null) ? request.body() : "";
		if (!body.isEmpty() && !request.headers().containsKey("Content-Length")) {
			head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
		}
		return new Wire(here.getLocalPort()).send(head.toString(), body);
	}

	record WireRequest(@NotNull @Pattern(regexp = "[A-Z]{3,8}") String method,
			@NotNull @Pattern(regexp = "/(?!demo/wire)[!-~]{0,500}") String target,
			@NotNull @Size(max = 10) Map<@Pattern(regexp = "[A-Za-z-]{1,40}") String, @Pattern(
					regexp = "[ -~]{0,2000}") String> headers,
			@Nullable @Size(max = 4000) String body) {

	}

}
