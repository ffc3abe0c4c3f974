package dev.mishap.applications.testing.operations;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/** Keeps what the library logs of problems. */
public final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.mishap.problems");

	/**
	 * Begins to keep lines.
	 */
	public Lines() {
		start();
		this.logger.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		stop();
	}

	/**
	 * Returns the lines of a request.
	 * @param requestId its ID
	 */
	public List<ILoggingEvent> of(String requestId) {
		return this.events.stream().filter((event) -> event.getMessage().contains("[" + requestId + "]")).toList();
	}

	/**
	 * Returns a line as one of Boot's structured formats has it.
	 * @param event the line
	 * @param format the name of the format
	 * @param environment the environment of the application
	 */
	public static String encode(ILoggingEvent event, String format, Environment environment) {
		LoggerContext context = new LoggerContext();
		context.putObject(Environment.class.getName(), environment);
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(context);
		encoder.setFormat(format);
		encoder.start();
		return new String(encoder.encode(event), StandardCharsets.UTF_8);
	}

	/**
	 * Returns the key-value pairs of a line.
	 * @param event the line
	 */
	public static Map<String, Object> pairs(ILoggingEvent event) {
		Map<String, Object> pairs = new LinkedHashMap<>();
		List<KeyValuePair> all = event.getKeyValuePairs();
		if (all != null) {
			all.forEach((pair) -> pairs.put(pair.key, pair.value));
		}
		return pairs;
	}

}
