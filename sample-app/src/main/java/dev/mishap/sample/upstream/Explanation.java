package dev.mishap.sample.upstream;

/**
 * Why a model said what it said.
 *
 * @param words the words that counted
 */
record Explanation(String words) {

}
