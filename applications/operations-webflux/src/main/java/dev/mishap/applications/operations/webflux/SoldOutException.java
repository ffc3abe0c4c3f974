package dev.mishap.applications.operations.webflux;

class SoldOutException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	SoldOutException() {
		super("article 17 for ada@example.org");
	}

}
