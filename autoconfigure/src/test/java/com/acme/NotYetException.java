package com.acme;

/** What the examples of the documentation map beside others. */
public class NotYetException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
