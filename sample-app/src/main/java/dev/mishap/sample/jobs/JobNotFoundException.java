package dev.mishap.sample.jobs;

/**
 * There is no such job. It knows nothing of HTTP: its status, code and words stand in
 * {@code application.yml}, under {@code mishap.mappings}.
 */
class JobNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
