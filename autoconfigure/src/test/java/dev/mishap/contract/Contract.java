package dev.mishap.contract;

import dev.mishap.testing.RawHttp;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What holds for a running application, whatever it runs on. The classes
 * {@code *On<Server>Tests} run each contract on a server of theirs.
 */
public abstract class Contract {

	@LocalServerPort
	private int port;

	@Value("${contract.server}")
	private Server server;

	protected final int port() {
		return this.port;
	}

	protected final RawHttp http() {
		return new RawHttp(this.port);
	}

	protected final RawHttp.Answer get(String target, String... headers) {
		return http().send("GET", target, headers);
	}

	protected final Server server() {
		return this.server;
	}

	/** Returns whether the WebFlux side of a difference is to be expected here. */
	protected final boolean differs(Difference difference) {
		return this.server.isReactive();
	}

}
