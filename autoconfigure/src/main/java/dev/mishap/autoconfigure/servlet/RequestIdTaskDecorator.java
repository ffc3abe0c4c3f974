package dev.mishap.autoconfigure.servlet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Takes the request ID along into the logging context of the threads that the
 * application's task executor uses, virtual ones included.
 */
final class RequestIdTaskDecorator implements TaskDecorator {

	@Override
	public Runnable decorate(Runnable task) {
		String requestId = RequestIdMdc.get();
		return (requestId != null) ? () -> run(task, requestId) : task;
	}

	private static void run(Runnable task, String requestId) {
		@Nullable String previous = RequestIdMdc.put(requestId);
		try {
			task.run();
		}
		finally {
			RequestIdMdc.restore(previous);
		}
	}

}
