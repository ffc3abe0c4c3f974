package dev.mishap.applications.pages.errorviews;

class LoanException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
