package dev.mishap.internal;

/**
 * Exception whose message the library has made: there is nothing in it that must not be
 * in a log, whoever is to blame for the failure.
 */
public interface SafeMessage {

}
