package dev.mishap.differential;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where in an application a script runs. */
enum Place {

	/** A servlet beside the dispatcher's. */
	SERVLET("/servlet/"),

	/** A filter that does not call the chain. */
	FILTER("/filter/"),

	/** A handler method of a controller that takes request and response. */
	CONTROLLER("/controller/"),

	/** A servlet inside of a filter that compresses, written by hand. */
	ZIPPED_SERVLET("/zipped/servlet/"),

	/** A handler method inside of the same filter. */
	ZIPPED_CONTROLLER("/zipped/controller/"),

	/** A servlet inside of a filter that holds the body back. */
	BUFFERED_SERVLET("/buffered/servlet/"),

	/** A handler method inside of the same filter. */
	BUFFERED_CONTROLLER("/buffered/controller/"),

	/** One of the handlers that every application here has. */
	HANDLER("");

	static final Set<Place> BARE = Collections.unmodifiableSet(EnumSet.of(SERVLET, FILTER, CONTROLLER));

	static final Set<Place> ALL = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(HANDLER)));

	private final String path;

	Place(String path) {
		this.path = path;
	}

	/** The protocol makes no difference to filters and wrappers. */
	boolean isOfBothProtocols() {
		return this == SERVLET || this == CONTROLLER || this == HANDLER;
	}

	String path() {
		return this.path;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
