package dev.mishap.differential;

/**
 * One thing in which a row is not the same with the library.
 *
 * @param row the row
 * @param aspect in what
 * @param bare what it is without the library
 * @param starter what it is with it
 */
record Difference(Row row, Aspect aspect, String bare, String starter) {

	/** What is compared. */
	enum Aspect {

		/** What the application saw: results, exceptions, status, whether committed. */
		APPLICATION,

		/** What listeners were told. */
		EVENTS,

		STATUS,

		/** Fields and cookies. */
		FIELDS,

		/** The body of what is no error, and whether it is whole. */
		BODY,

		/**
		 * Where the application without the library has an error page or an empty error.
		 */
		PROBLEM,

		/** Whether the server ends the request, and when. */
		END,

		/** Lines of the application and of the container, and the library's own. */
		LOG

	}

}
