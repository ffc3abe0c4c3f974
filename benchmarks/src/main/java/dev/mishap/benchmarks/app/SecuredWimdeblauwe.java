package dev.mishap.benchmarks.app;

import io.github.wimdeblauwe.errorhandlingspringbootstarter.UnauthorizedEntryPoint;
import io.github.wimdeblauwe.errorhandlingspringbootstarter.mapper.ErrorCodeMapper;
import io.github.wimdeblauwe.errorhandlingspringbootstarter.mapper.ErrorMessageMapper;
import io.github.wimdeblauwe.errorhandlingspringbootstarter.mapper.HttpStatusMapper;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The entry point of the application with error-handling-spring-boot-starter, as its
 * documentation shows.
 */
@Configuration(proxyBeanMethods = false)
class SecuredWimdeblauwe {

	@Bean
	UnauthorizedEntryPoint unauthorizedEntryPoint(HttpStatusMapper statuses, ErrorCodeMapper codes,
			ErrorMessageMapper messages, JsonMapper mapper) {
		return new UnauthorizedEntryPoint(statuses, codes, messages, mapper);
	}

}
