package dev.mishap.applications.testing;

import java.util.function.Consumer;

/**
 * What a visitor has done before.
 *
 * @param name what it is called in the name of a row
 * @param steps the steps
 */
public record Steps(String name, Consumer<Visitor> steps) {

}
