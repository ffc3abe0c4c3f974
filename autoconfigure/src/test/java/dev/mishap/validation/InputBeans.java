package dev.mishap.validation;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What takes input of every kind, on Spring MVC and on WebFlux. */
@Configuration(proxyBeanMethods = false)
@Import({ BodyController.class, ParameterController.class, ParameterController.PlaceConverter.class, Pointed.class,
		ProxiedController.class, StockService.class, UnusualInput.class, UnusualInput.CustomerConverter.class })
public class InputBeans {

}
