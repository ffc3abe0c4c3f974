package dev.mishap.internal.servlet.tomcat;

import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
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

}
