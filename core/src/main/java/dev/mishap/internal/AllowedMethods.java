package dev.mishap.internal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RequestMethod;

/** The value of {@code Allow} (RFC 9110, section 10.2.1), from what routes declare. */
public final class AllowedMethods {

	/**
	 * For TRACE: it is refused before anybody asks who the caller is, who must not learn
	 * from it which addresses exist.
	 */
	public static final List<String> ALL_BUT_TRACE = List.of("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");

	private static final List<String> ANY = List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");

	private AllowedMethods() {
	}

	/**
	 * Returns the methods of an address, as one value, none if none is known.
	 * @param controllers what each route of a controller declares, an empty set for all
	 * @param functions the methods of functional routes, which answer no others beside
	 * @param refused the method of the request, which is not among them
	 */
	public static List<String> values(Collection<Set<RequestMethod>> controllers, Set<String> functions,
			@Nullable String refused) {
		Set<String> methods = new TreeSet<>();
		for (Set<RequestMethod> declared : controllers) {
			if (declared.isEmpty()) {
				methods.addAll(ANY);
			}
			declared.forEach((method) -> methods.add(method.name()));
		}
		if (!methods.isEmpty()) {
			methods.add("OPTIONS");
		}
		if (methods.contains("GET")) {
			methods.add("HEAD");
		}
		methods.addAll(functions);
		if (refused != null) {
			methods.remove(refused);
		}
		if ("GET".equals(refused)) {
			// the same handler answers HEAD
			methods.remove("HEAD");
		}
		return methods.isEmpty() ? List.of() : List.of(String.join(", ", methods));
	}

}
