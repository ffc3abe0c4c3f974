package dev.mishap.wire;

import java.io.IOException;

import org.junit.jupiter.api.Test;

@OnTomcat
class LogOnTomcatTests extends LogOfServlets {

	/**
	 * Tomcat has an error page for what fails on a thread that is not its own, and
	 * includes it into what was sent.
	 */
	@Test
	void clientThatHangsUpWhileAnotherThreadWritesIsNoError() throws IOException {
		hangUpDuring("/door/big-own-async");
	}

}
