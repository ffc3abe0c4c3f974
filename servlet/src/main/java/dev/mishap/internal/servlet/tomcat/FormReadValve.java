package dev.mishap.internal.servlet.tomcat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import org.springframework.http.MediaType;

/**
 * Makes a form answerable that does not arrive. Whatever fails while Tomcat reads a form
 * for its parameters, Tomcat takes for a client that has gone, and closes the connection
 * at once. Only a bad request is refused with an answer, so a body that stalls or ends
 * too early is reported as one.
 */
public final class FormReadValve extends ValveBase {

	public FormReadValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (!isForm(request)) {
			getNext().invoke(request, response);
			return;
		}
		org.apache.coyote.Request message = request.getCoyoteRequest();
		InputBuffer original = message.getInputBuffer();
		message.setInputBuffer(new Form(request, original));
		try {
			getNext().invoke(request, response);
		}
		finally {
			// it belongs to the connection, not to this request
			message.setInputBuffer(original);
		}
	}

	private static boolean isForm(Request request) {
		String type = request.getContentType();
		return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
				&& request.getConnector().getParseBodyMethods().contains(request.getMethod());
	}

	/** The body of a form. */
	private static final class Form implements InputBuffer {

		private final Request request;

		private final InputBuffer body;

		private Form(Request request, InputBuffer body) {
			this.request = request;
			this.body = body;
		}

		@Override
		public int doRead(ApplicationBufferHandler handler) throws IOException {
			try {
				return this.body.doRead(handler);
			}
			catch (SocketTimeoutException | EOFException ex) {
				// an application that reads the form itself gets the exception as it is
				throw this.request.isParametersParsed() ? new BadRequestException(ex) : ex;
			}
		}

		@Override
		public int available() {
			return this.body.available();
		}

	}

}
