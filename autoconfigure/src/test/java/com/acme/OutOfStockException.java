package com.acme;

/** What the examples of the documentation map. */
public class OutOfStockException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
