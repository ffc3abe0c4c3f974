package dev.mishap.internal.servlet;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends a response that failed after it was committed so that the client can see that it
 * is not whole: no last chunk in HTTP/1.1 (RFC 9112, section 8), a reset stream in
 * HTTP/2. Each container has its own way.
 */
@FunctionalInterface
public interface ResponseCutter {

	/**
	 * Cuts the response, or throws what makes the container cut it.
	 * @param request the request
	 * @param response the response, committed
	 * @param exception what went wrong; logged already
	 * @throws IOException to make the container cut the response
	 * @throws ServletException to make the container cut the response
	 */
	void cut(HttpServletRequest request, HttpServletResponse response, Throwable exception)
			throws IOException, ServletException;

}
