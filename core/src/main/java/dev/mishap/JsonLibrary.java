package dev.mishap;

import java.io.Writer;

/**
 * JSON library of the application: writes the objects of the application that stand in a
 * problem. What it writes is read back into maps, lists and scalars, so that JSON, XML
 * and pages show the same of an object. The library finds Jackson, Gson or JSON-B by
 * itself; a bean of this type replaces that.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface JsonLibrary {

	/**
	 * Writes an object as one JSON text.
	 * @param value the object, never text, number, boolean, map or collection
	 * @param target where to write it; fails when the text is too long for a problem
	 * @throws Exception if the object cannot be written; then what holds it is left out
	 */
	void write(Object value, Writer target) throws Exception;

}
