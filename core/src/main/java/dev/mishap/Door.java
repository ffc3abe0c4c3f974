package dev.mishap;

/**
 * Place through which an error came in.
 */
public enum Door {

	/** A controller, the binding of its arguments, or an asynchronous result of it. */
	CONTROLLER,

	/**
	 * A filter: thrown, refused by {@code sendError}, or an error status without body.
	 */
	FILTER,

	/** The container's ERROR dispatch. */
	ERROR_DISPATCH,

	/** A request that the container never handed to the application. */
	CONTAINER,

	/** Code of the application that called the pipeline itself. */
	APPLICATION

}
