package dev.mishap.applications.kotlin;

/** The application in Kotlin, in WebFlux. */
class ReactiveTests extends TicketContract {

	ReactiveTests() {
		super("--spring.main.web-application-type=reactive");
	}

}
