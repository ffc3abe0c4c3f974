package dev.mishap.client;

import java.util.List;
import java.util.Locale;

/**
 * Tells our own hosts from foreign ones by their names: names without a dot, the zones
 * that no public name is in, addresses of private networks, and those that are
 * configured.
 */
final class OwnHosts {

	private static final List<String> PRIVATE_ZONES = List.of(".localhost", ".local", ".internal", ".svc", ".lan",
			".home.arpa", ".test");

	private final List<String> configured;

	/**
	 * Creates the hosts.
	 * @param configured names of further hosts; {@code *.example.org} is for all below
	 */
	OwnHosts(List<String> configured) {
		this.configured = configured.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList();
	}

	boolean contains(String name) {
		String host = name.toLowerCase(Locale.ROOT);
		for (String own : this.configured) {
			if (own.startsWith("*.") ? host.endsWith(own.substring(1)) : host.equals(own)) {
				return true;
			}
		}
		if (host.startsWith("[")) {
			return isPrivateIpv6(host);
		}
		if (host.indexOf('.') < 0) {
			return true;
		}
		for (String zone : PRIVATE_ZONES) {
			if (host.endsWith(zone)) {
				return true;
			}
		}
		return isPrivateIpv4(host);
	}

	private static boolean isPrivateIpv4(String host) {
		String[] parts = host.split("\\.", -1);
		if (parts.length != 4) {
			return false;
		}
		int[] numbers = new int[4];
		for (int i = 0; i < 4; i++) {
			if (!parts[i].matches("[0-9]{1,3}")) {
				return false;
			}
			numbers[i] = Integer.parseInt(parts[i]);
		}
		return numbers[0] == 127 || numbers[0] == 10 || (numbers[0] == 172 && numbers[1] >= 16 && numbers[1] <= 31)
				|| (numbers[0] == 192 && numbers[1] == 168);
	}

	private static boolean isPrivateIpv6(String host) {
		return host.equals("[::1]") || host.startsWith("[fc") || host.startsWith("[fd");
	}

}
