package dev.mishap;

/** Passed to nobody. */
public interface ProblemContext {

}
