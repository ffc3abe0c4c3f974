package dev.mishap.sample.openapi;

import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Words and names for the document, from {@code openapi.properties}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	private static final ResourceBundle WORDS = ResourceBundle.getBundle("openapi");

	private static final String SCHEME = "bearer";

	@Bean
	OpenAPI document() {
		Info info = new Info().title("Mishap sample")
			.version("1")
			.description(WORDS.getString("description"))
			.contact(new Contact().name("Mishap").url("https://github.com/mishap-dev/mishap"))
			.license(new License().name("Apache License, Version 2.0")
				.url("https://www.apache.org/licenses/LICENSE-2.0"));
		SecurityScheme token = new SecurityScheme().type(SecurityScheme.Type.HTTP)
			.scheme(SCHEME)
			.bearerFormat("JWT")
			.description(WORDS.getString(SCHEME));
		return new OpenAPI().info(info)
			.addServersItem(new Server().url("/").description("Where the document is from."))
			.components(new Components().addSecuritySchemes(SCHEME, token));
	}

	/** springdoc does not know {@code spring.jackson.property-naming-strategy}. */
	@Bean
	ModelResolver snakeCase(ObjectMapperProvider mappers) {
		return new ModelResolver(
				mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
			.openapi31(mappers.isOpenapi31());
	}

	/** What a handler is about is told by its package. */
	@Bean
	GlobalOperationCustomizer words() {
		return (operation, handler) -> {
			String about = StringUtils.unqualify(handler.getBeanType().getPackageName());
			String key = about + "." + handler.getMethod().getName();
			if (WORDS.containsKey(key)) {
				String words = WORDS.getString(key);
				operation.setTags(List.of(about));
				operation.setOperationId(about + StringUtils.capitalize(handler.getMethod().getName()));
				operation.setSummary(words.substring(0, words.indexOf('.')));
				operation.setDescription(words);
				success(operation, key);
			}
			return operation;
		};
	}

	/** springdoc takes a {@code ResponseEntity} for a 200. */
	private static void success(Operation operation, String key) {
		if (WORDS.containsKey(key + ".status")) {
			ApiResponse response = operation.getResponses().remove("200");
			String status = WORDS.getString(key + ".status");
			operation.getResponses().addApiResponse(status, response.description(WORDS.getString("status." + status)));
		}
	}

	/** Who wants a token can answer with 401, and the starter knows who does. */
	@Bean
	GlobalOpenApiCustomizer tokensAndTags() {
		return (document) -> {
			document.getPaths()
				.values()
				.forEach((path) -> path.readOperations()
					.forEach((operation) -> operation.setSecurity(List.of(operation.getResponses().containsKey("401")
							? new SecurityRequirement().addList(SCHEME) : new SecurityRequirement()))));
			Map<String, String> about = new TreeMap<>();
			WORDS.keySet()
				.stream()
				.filter((key) -> key.startsWith("tag."))
				.forEach((key) -> about.put(key.substring("tag.".length()), WORDS.getString(key)));
			document.setTags(about.entrySet()
				.stream()
				.map((tag) -> new Tag().name(tag.getKey()).description(tag.getValue()))
				.toList());
		};
	}

}
