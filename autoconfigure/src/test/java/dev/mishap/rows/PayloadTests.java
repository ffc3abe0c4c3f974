package dev.mishap.rows;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

@SpringBootTest(classes = PayloadTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, PayloadContract.LIMIT, PayloadContract.LARGE, PayloadContract.LARGE_LIMIT,
				PayloadContract.ANY, PayloadContract.ANY_LIMIT, PayloadContract.UPLOADS,
				PayloadContract.UPLOADS_LIMIT })
class PayloadTests extends PayloadContract {

	@OnTomcat
	@Import(Controller.class)
	static class Application {

	}

}
