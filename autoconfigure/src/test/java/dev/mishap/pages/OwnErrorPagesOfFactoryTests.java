package dev.mishap.pages;

import dev.mishap.testing.Without;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(classes = OwnErrorPagesContract.WithCustomizer.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = Without.SECURITY)
class OwnErrorPagesOfFactoryTests extends RegisteredErrorPagesContract {

}
