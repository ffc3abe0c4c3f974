package dev.mishap.applications.kotlin;

import org.junit.jupiter.api.Test;

/** The application in Kotlin, in Spring MVC, with Jackson 3. */
class ServletTests extends TicketContract {

	ServletTests() {
		super();
	}

	@Test
	void numberHasToBeThere() {
		assertUnfit(post("/orders", "{\"film\":\"a\",\"buyer\":{\"name\":\"A\",\"mail\":\"m\"}}"),
				"{'pointer':'#/count','code':'REQUIRED','detail':'This is missing.'}");
		assertUnfit(post("/orders", "{\"film\":\"a\",\"count\":null,\"buyer\":{\"name\":\"A\",\"mail\":\"m\"}}"),
				"{'pointer':'#/count','code':'NOT_NULL','detail':'This must not be null.'}");
	}

}
