package dev.mishap.internal;

import java.util.concurrent.Executor;

/**
 * Runs what may block, in an application whose own threads must not: files that are read
 * once, beans that are made by the first error.
 */
@FunctionalInterface
public interface BlockingWork extends Executor {

}
