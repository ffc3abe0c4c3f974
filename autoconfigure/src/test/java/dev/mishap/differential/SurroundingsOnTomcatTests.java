package dev.mishap.differential;

import dev.mishap.differential.Applications.Server;

class SurroundingsOnTomcatTests extends SurroundingsContract {

	SurroundingsOnTomcatTests() {
		super(Server.TOMCAT);
	}

}
