package dev.mishap;

/**
 * Body of an answer.
 *
 * @param contentType the value of {@code Content-Type}
 * @param content the bytes to send; not copied, so nobody may change them any more
 */
public record ProblemBody(String contentType, byte[] content) {

}
