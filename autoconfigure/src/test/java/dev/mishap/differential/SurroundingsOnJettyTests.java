package dev.mishap.differential;

import dev.mishap.differential.Applications.Server;

class SurroundingsOnJettyTests extends SurroundingsContract {

	SurroundingsOnJettyTests() {
		super(Server.JETTY);
	}

}
