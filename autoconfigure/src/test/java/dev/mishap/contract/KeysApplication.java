package dev.mishap.contract;

import dev.mishap.ProblemCatalogue;
import dev.mishap.config.ConfiguredApplication;
import dev.mishap.rows.PayloadContract;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** An application that changes what can be changed by keys. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ KeysContract.Controller.class, InterceptorContract.Controller.class, InterceptorContract.Interceptors.class,
		ConfiguredApplication.Shop.class, PayloadContract.Controller.class })
class KeysApplication {

	@Bean
	ProblemCatalogue shopProblems() {
		return ProblemCatalogue.of(ConfiguredApplication.ShopProblem.class);
	}

}
