package dev.mishap.internal.servlet.jetty;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.servlet.ServletRows;
import org.eclipse.jetty.http.HttpException;

/** Rows of a query or form that Jetty refuses to parse. */
public final class JettyParameterRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		mappings.map(HttpException.RuntimeException.class, (exception) -> ServletRows.unreadable(status(exception)),
				Problem.of(400), Problem.of(413));
		mappings.map(HttpException.IllegalArgumentException.class,
				(exception) -> ServletRows.unreadable(status(exception)), Problem.of(400), Problem.of(413));
		mappings.map(HttpException.IllegalStateException.class,
				(exception) -> ServletRows.unreadable(status(exception)), Problem.of(400), Problem.of(413));
	}

	/** A form that is too large comes as 413 inside of a 400. */
	private static <E extends Throwable & HttpException> int status(E exception) {
		return (exception.getCause() instanceof HttpException cause) ? cause.getCode() : exception.getCode();
	}

}
