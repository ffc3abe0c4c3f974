package dev.mishap.validation;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = { InputOnJetty.class, LazyRejectionContract.Open.class },
		webEnvironment = WebEnvironment.RANDOM_PORT)
class LazyRejectionOnJettyTests extends LazyRejectionContract {

}
