package dev.mishap.contract;

import dev.mishap.validation.InputBeans;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** An application that compiles and runs on both stacks, and fails in every way. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ RoutingContract.Controller.class, ThrownStatusContract.Controller.class, OverloadContract.Beans.class,
		UpstreamContract.Beans.class, OwnHandlersContract.Beans.class, DataContract.Controller.class,
		ParallelContract.Controller.class, ValuesContract.Controller.class, InputBeans.class })
class ContractApplication {

}
