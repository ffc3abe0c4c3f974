package dev.mishap.pages;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = OwnErrorPagesContract.WithRegistrar.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = Without.SECURITY)
class OwnErrorRegistrarTests extends RegisteredErrorPagesContract {

}
