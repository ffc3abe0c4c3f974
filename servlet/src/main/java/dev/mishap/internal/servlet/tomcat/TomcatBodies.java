package dev.mishap.internal.servlet.tomcat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/**
 * Makes Tomcat ask for a body ({@code 100 Continue}) only when somebody reads it, so that
 * a refusal comes before the body. Also makes it read a refused body to its end, within
 * limits: a client that is still sending mostly does not see the answer if the connection
 * is reset.
 */
public final class TomcatBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	private static final Log logger = LogFactory.getLog(TomcatBodies.class);

	/** After Boot's own customizer, which sets what is configured. */
	private static final int AFTER_BOOT = 1000;

	private static final DataSize DEFAULT_SWALLOW_SIZE = DataSize.ofMegabytes(2);

	private final @Nullable DataSize largestLimit;

	private final @Nullable DataSize configuredSwallowSize;

	/**
	 * Creates the customizer.
	 * @param largestLimit the largest limit of any body, {@code null} if there is none
	 * @param configuredSwallowSize what the application wants to be read of a refused
	 * body, {@code null} if it has not said anything
	 */
	public TomcatBodies(@Nullable DataSize largestLimit, @Nullable DataSize configuredSwallowSize) {
		this.largestLimit = largestLimit;
		this.configuredSwallowSize = configuredSwallowSize;
	}

	@Override
	public int getOrder() {
		return AFTER_BOOT;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		DataSize limit = this.largestLimit;
		DataSize configured = this.configuredSwallowSize;
		if (limit != null && configured != null && !configured.isNegative() && configured.compareTo(limit) < 0) {
			logger.warn("server.tomcat.max-swallow-size (" + configured
					+ ") is less than the largest limit of a request body (" + limit
					+ "): clients that send more see their connection reset instead of the answer 413. Remove it, "
					+ "or write at least " + limit.toKilobytes() + "KB.");
		}
		factory.addConnectorCustomizers(this::customizeConnector);
	}

	private void customizeConnector(Connector connector) {
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
			protocol.setContinueResponseTiming("onRead");
			DataSize limit = this.largestLimit;
			if (this.configuredSwallowSize == null && limit != null && limit.compareTo(DEFAULT_SWALLOW_SIZE) > 0) {
				protocol.setMaxSwallowSize((int) Math.min(Integer.MAX_VALUE, limit.toBytes()));
			}
		}
	}

	/**
	 * Makes a form answerable that does not arrive. Whatever fails while Tomcat reads a
	 * form for its parameters, Tomcat takes for a client that has gone, and closes the
	 * connection at once. Only a bad request is refused with an answer, so a body that
	 * stalls or ends too early is reported as one.
	 */
	public static final class FormValve extends ValveBase {

		public FormValve() {
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
					// an application that reads the form itself gets the exception as it
					// is
					throw this.request.isParametersParsed() ? new BadRequestException(ex) : ex;
				}
			}

			@Override
			public int available() {
				return this.body.available();
			}

		}

	}

}
