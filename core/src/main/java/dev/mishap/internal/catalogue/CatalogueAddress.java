package dev.mishap.internal.catalogue;

/**
 * Where the pages of the catalogue are, as an absolute path. Known once the server runs:
 * what stands before the paths of an application is up to its container.
 */
@FunctionalInterface
public interface CatalogueAddress {

	/**
	 * Returns the path of the list of all problems, without a slash at the end.
	 */
	String path();

	/**
	 * Returns the last segment of the path of the page of a code.
	 * @param code the code in UPPER_SNAKE
	 */
	static String name(String code) {
		return code.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
	}

	/**
	 * Returns the code whose page has a name.
	 * @param name the last segment of a path
	 */
	static String code(String name) {
		return name.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
	}

}
