package dev.mishap.applications.datarest;

class NotPaidException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
