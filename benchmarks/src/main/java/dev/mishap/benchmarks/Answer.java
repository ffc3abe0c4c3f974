package dev.mishap.benchmarks;

/**
 * Answer of a server.
 *
 * @param status the status
 * @param head the status line and the header fields
 * @param body the content
 * @param closes whether the server closes the connection
 */
record Answer(int status, String head, String body, boolean closes) {

}
