package dev.mishap.autoconfigure.reactive;

import dev.mishap.internal.ProblemPipeline;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Loads what the first errors need before the server takes requests. Done beside it, the
 * first request might wait for it on a thread of the event loop.
 */
final class Preparation implements SmartLifecycle {

	private final ProblemPipeline pipeline;

	private volatile boolean running;

	Preparation(ProblemPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@Override
	public void start() {
		this.pipeline.prepare();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

}
