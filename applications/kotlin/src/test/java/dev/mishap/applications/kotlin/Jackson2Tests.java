package dev.mishap.applications.kotlin;

/** The application in Kotlin, with the older Jackson. */
class Jackson2Tests extends TicketContract {

	Jackson2Tests() {
		super("--spring.http.converters.preferred-json-mapper=jackson2");
	}

}
