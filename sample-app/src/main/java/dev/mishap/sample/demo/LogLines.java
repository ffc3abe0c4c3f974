package dev.mishap.sample.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Keeps the log lines of the latest requests, each under the ID of its request, as a log
 * system would.
 */
@Component
class LogLines implements DisposableBean {

	private static final Pattern ID_IN_TEXT = Pattern.compile("^\\[([A-Za-z0-9._:/+=-]{1,128})]");

	private static final int MAX_REQUESTS = 500;

	private final Map<String, List<String>> lines = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
			return size() > MAX_REQUESTS;
		}

	};

	private final Appender appender = new Appender();

	LogLines() {
		this.appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
		this.appender.start();
		rootLogger().addAppender(this.appender);
	}

	/**
	 * Returns what was logged for a request.
	 * @param requestId the ID of the request
	 */
	List<String> of(String requestId) {
		synchronized (this.lines) {
			return List.copyOf(this.lines.getOrDefault(requestId, List.of()));
		}
	}

	@Override
	public void destroy() {
		rootLogger().detachAppender(this.appender);
		this.appender.stop();
	}

	private static Logger rootLogger() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	private void keep(ILoggingEvent event) {
		String requestId = requestId(event);
		if (requestId == null) {
			return;
		}
		String line = event.getInstant() + " " + event.getLevel() + " " + event.getLoggerName() + ": "
				+ event.getFormattedMessage();
		if (event.getThrowableProxy() != null) {
			line += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
		}
		synchronized (this.lines) {
			this.lines.computeIfAbsent(requestId, (id) -> new ArrayList<>()).add(line);
		}
	}

	private static @Nullable String requestId(ILoggingEvent event) {
		String known = event.getMDCPropertyMap().get("request_id");
		if (known != null) {
			return known;
		}
		// what the container refuses never gets as far as a filter
		Matcher inText = ID_IN_TEXT.matcher(event.getFormattedMessage());
		return inText.find() ? inText.group(1) : null;
	}

	/** Hands on what is logged. */
	private final class Appender extends AppenderBase<ILoggingEvent> {

		@Override
		protected void append(ILoggingEvent event) {
			keep(event);
		}

	}

}
