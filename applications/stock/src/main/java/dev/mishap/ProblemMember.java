package dev.mishap;

/** Read by nobody. */
public @interface ProblemMember {

}
