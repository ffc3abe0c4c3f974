package dev.mishap;

import java.util.List;
import java.util.Locale;

import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;

/**
 * Request that failed, and its response as far as it has come: all that an answer needs
 * to know. A request that the container could not parse has neither method nor path, and
 * no headers. One implementation exists for each technology.
 *
 * @since 0.1.0
 */
public interface ProblemRequest {

	/**
	 * Returns the method of the original request.
	 * @return the method as sent, or {@code null} if it could not be parsed
	 */
	@Nullable String method();

	/**
	 * Returns the path of the original request, without its query: in a forward or an
	 * error dispatch the one that the client asked for.
	 * @return the path, not decoded, or {@code null} if it could not be parsed
	 */
	@Nullable String path();

	/**
	 * Returns the query of the original request.
	 * @return the query as sent, not decoded, or {@code null} if there is none
	 */
	default @Nullable String query() {
		return null;
	}

	/**
	 * Returns the first value of a header field.
	 * @param name the field name in any case
	 * @return the value, or {@code null} if the request has no such field
	 */
	@Nullable String header(String name);

	/**
	 * Returns all values of a header field.
	 * @param name the field name in any case
	 * @return the values, one for each line, none if the request has no such field
	 */
	List<String> headers(String name);

	/**
	 * Returns whether connections are managed by header fields, as in HTTP/1.x; HTTP/2
	 * forbids {@code Connection} (RFC 9113, section 8.2.2).
	 */
	boolean isHttp1();

	/**
	 * Returns the place through which the error came in.
	 */
	Door door();

	/**
	 * Returns the locale that the application has decided on for this request.
	 * @return the locale, or {@code null} if that is for the header field
	 * {@code Accept-Language} to say
	 */
	default @Nullable Locale decidedLocale() {
		return null;
	}

	/**
	 * Returns the language of the answer. The pipeline chooses it before it asks any row,
	 * so that every text of one answer is in it.
	 */
	default Locale locale() {
		Locale chosen = state().locale();
		return (chosen != null) ? chosen : Locale.ENGLISH;
	}

	/**
	 * Returns how far the response has come.
	 */
	Progress progress();

	/**
	 * Returns a header field of the response as it stands.
	 * @param name the field name in any case
	 * @return the values, one for each line, none if it isn't set
	 */
	List<String> responseHeader(String name);

	/**
	 * Returns what the library remembers of this request, over all its dispatches.
	 */
	RequestState state();

	/**
	 * Returns why the container could not read the body of the request on.
	 * @return the exception that it failed with, or {@code null} if it says nothing
	 */
	default @Nullable Throwable unread() {
		return state().unread();
	}

	/**
	 * Returns the request or response of the technology below.
	 * @param <T> the type asked for
	 * @param type the type asked for, such as {@code HttpServletRequest}
	 * @return the object, or {@code null} if it is of another technology
	 */
	<T> @Nullable T unwrap(Class<T> type);

	/**
	 * Place through which an error came in.
	 */
	enum Door {

		/**
		 * A controller, the binding of its arguments, or an asynchronous result of it.
		 */
		CONTROLLER,

		/**
		 * A filter: thrown, refused by {@code sendError}, or an error status without
		 * body.
		 */
		FILTER,

		/** The container's ERROR dispatch. */
		ERROR_DISPATCH,

		/** A request that the container never handed to the application. */
		CONTAINER,

		/** Code of the application that called the pipeline itself. */
		APPLICATION

	}

	/**
	 * How far a response has come.
	 */
	enum Progress {

		/** Nothing has left the server: an answer can still be given. */
		OPEN,

		/**
		 * The application has refused the request or sent the client elsewhere. The
		 * container has the response now; what is thrown afterwards is for it to turn
		 * into another one.
		 */
		REFUSED,

		/** The container refuses the request itself, and will hand it over later. */
		TAKEN,

		/** Status and header fields have left: only a cut connection tells the truth. */
		COMMITTED

	}

}
