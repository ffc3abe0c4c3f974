package dev.mishap;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Names of the standard members in a body. RFC 9457 fixes those of its own; a team that
 * has clients with other habits may rename any.
 */
public final class MemberNames {

	private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

	private static final MemberNames STANDARD = new MemberNames(Map.of());

	private final Map<String, String> names;

	private MemberNames(Map<String, String> names) {
		this.names = names;
	}

	/**
	 * Returns the standard names.
	 */
	public static MemberNames standard() {
		return STANDARD;
	}

	/**
	 * Returns other names for some members.
	 * @param names the names by standard name
	 * @throws IllegalArgumentException if there is no such standard member, a name is not
	 * made of letters, digits and underscores, or two members would have the same
	 */
	public static MemberNames of(Map<String, String> names) {
		Map<String, String> known = new LinkedHashMap<>();
		names.forEach((standard, name) -> {
			Assert.isTrue(StandardMembers.RESERVED.contains(standard), () -> "there is no member '" + standard + "'");
			Assert.isTrue(NAME.matcher(name).matches(), () -> "'" + name + "' is no name for a member");
			known.put(standard, name);
		});
		Set<String> used = new HashSet<>();
		for (String standard : StandardMembers.RESERVED) {
			String name = known.getOrDefault(standard, standard);
			Assert.isTrue(used.add(name), () -> "two members would have the name '" + name + "'");
		}
		return new MemberNames(Map.copyOf(known));
	}

	/** Returns the name of a standard member. */
	String of(String standard) {
		return this.names.getOrDefault(standard, standard);
	}

}
