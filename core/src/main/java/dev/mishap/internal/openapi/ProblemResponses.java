package dev.mishap.internal.openapi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mishap.internal.HttpStatuses;
import dev.mishap.internal.ProblemPipeline;
import dev.mishap.internal.catalogue.CataloguePages.Examples;
import dev.mishap.internal.registry.ProblemEntry;
import dev.mishap.internal.registry.ProblemEntry.Text;
import dev.mishap.internal.registry.ProblemRegistry;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;

import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to each operation of a document the problems that it can answer with. A response
 * that an operation has already stays as it is.
 */
public final class ProblemResponses implements GlobalOperationCustomizer {

	/** On an operation until its document is complete: its responses are there. */
	private static final String DONE = "x-mishap-done";

	private static final String PROBLEM = "ProblemDetails";

	private static final String VIOLATION = "ProblemViolation";

	private static final String REF = "#/components/schemas/";

	private static final Map<String, String> DESCRIPTIONS = Map.of("WWW-Authenticate",
			"How to authenticate (RFC 9110, section 11.6.1).", "Retry-After",
			"When to come back (RFC 9110, section 10.2.3).", "Allow", "The methods that there are.", "Accept",
			"The formats that are accepted.", "Content-Range", "How long the content is.");

	private final OperationProblems problems;

	private final Examples examples;

	private final String requestIdField;

	/**
	 * Creates the customizer.
	 * @param registry the problems of the application
	 * @param pipeline makes the examples
	 * @param protection what protects operations, or {@code null} if nothing does
	 * @param requestIdField the header field that has the request ID
	 */
	public ProblemResponses(ProblemRegistry registry, ProblemPipeline pipeline, @Nullable Protection protection,
			String requestIdField) {
		this.problems = new OperationProblems(registry, protection);
		this.examples = new Examples(registry, pipeline);
		this.requestIdField = requestIdField;
	}

	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		add(operation, this.problems.of(handler, isSecured(operation)));
		if (OperationProblems.isMapped(handler)) {
			operation.addExtension(DONE, true);
		}
		return operation;
	}

	private static boolean isSecured(Operation operation) {
		// an empty one among them says that it goes without, too
		return operation.getSecurity() != null && !operation.getSecurity().isEmpty()
				&& operation.getSecurity().stream().noneMatch(Map::isEmpty);
	}

	private void add(Operation operation, List<ProblemEntry> problems) {
		Map<Integer, Set<ProblemEntry>> byStatus = new TreeMap<>();
		for (ProblemEntry entry : problems) {
			byStatus.computeIfAbsent(entry.status(), (status) -> new LinkedHashSet<>()).add(entry);
		}
		ApiResponses responses = (operation.getResponses() != null) ? operation.getResponses() : new ApiResponses();
		byStatus.forEach((status, entries) -> {
			String key = Integer.toString(status);
			if (!responses.containsKey(key)) {
				responses.addApiResponse(key, response(status, entries));
			}
		});
		operation.setResponses(responses);
	}

	private ApiResponse response(int status, Set<ProblemEntry> entries) {
		ApiResponse response = new ApiResponse();
		response.setDescription(HttpStatuses.phrase(status));
		response.addHeaderObject(this.requestIdField, header("Finds the request in the log."));
		Set<String> codes = new LinkedHashSet<>();
		Set<String> types = new LinkedHashSet<>();
		MediaType media = new MediaType();
		String contentType = "application/problem+json";
		for (ProblemEntry entry : entries) {
			Examples.Example example = this.examples.of(entry, List.of(Locale.ENGLISH));
			codes.add(entry.code());
			types.add(entry.type().toString());
			for (String name : entry.headers()) {
				if (example.headers().keySet().stream().anyMatch(name::equalsIgnoreCase)) {
					response.addHeaderObject(name, header(DESCRIPTIONS.getOrDefault(name, "")));
				}
			}
			if (example.isJson()) {
				contentType = example.contentType();
				media.addExamples(entry.code(), example(entry, example));
			}
		}
		media.setSchema(schema(status, codes, types));
		response.setContent(new Content().addMediaType(contentType, media));
		return response;
	}

	private static Header header(String description) {
		Header header = new Header();
		if (!description.isEmpty()) {
			header.setDescription(description);
		}
		return header.schema(typed("string"));
	}

	private static io.swagger.v3.oas.models.examples.Example example(ProblemEntry entry, Examples.Example example) {
		io.swagger.v3.oas.models.examples.Example shown = new io.swagger.v3.oas.models.examples.Example();
		Text text = entry.text(Locale.ENGLISH);
		if (text != null) {
			shown.setSummary(text.title());
		}
		try {
			shown.setValue(Json.mapper().readTree(example.body()));
		}
		catch (JsonProcessingException ex) {
			shown.setValue(example.body());
		}
		return shown;
	}

	/** The members that this operation narrows stand beside those of every problem. */
	private static Schema<?> schema(int status, Set<String> codes, Set<String> types) {
		Schema<Object> schema = typed("object");
		Schema<Object> problem = new Schema<>();
		problem.set$ref(REF + PROBLEM);
		schema.addAllOfItem(problem);
		schema.addProperty("type", described(of("string", types), "The kind of problem."));
		schema.addProperty("title", described(typed("string"), "What happened, in brief."));
		schema.addProperty("status", of("integer", List.of(status)));
		schema.addProperty("code", described(of("string", codes), "The kind of problem, for programs."));
		return schema;
	}

	private static Schema<Object> typed(String type) {
		Schema<Object> schema = new Schema<>();
		schema.setType(type);
		// OpenAPI 3.1 has a set
		schema.setTypes(Set.of(type));
		return schema;
	}

	private static Schema<Object> of(String type, Iterable<?> values) {
		Schema<Object> schema = typed(type);
		values.forEach(schema::addEnumItemObject);
		return schema;
	}

	private static Schema<Object> described(Schema<Object> schema, String description) {
		schema.setDescription(description);
		return schema;
	}

	private static Schema<Object> problem() {
		Schema<Object> schema = described(typed("object"), "Problem details (RFC 9457). There may be further members.");
		Schema<Object> type = described(typed("string"), "The kind of problem; an address that leads to its page.");
		type.setFormat("uri-reference");
		schema.addProperty("type", type);
		schema.addProperty("title", described(typed("string"), "What happened, in brief."));
		Schema<Object> status = described(typed("integer"), "The HTTP status.");
		status.setFormat("int32");
		schema.addProperty("status", status);
		schema.addProperty("detail", described(typed("string"), "What happened this time, for people."));
		Schema<Object> instance = described(typed("string"), "Which occurrence this is.");
		instance.setFormat("uri-reference");
		schema.addProperty("instance", instance);
		schema.addProperty("code", described(typed("string"), "The kind of problem, for programs."));
		schema.addProperty("request_id", described(typed("string"), "Finds the request in the log."));
		Schema<Object> violation = new Schema<>();
		violation.set$ref(REF + VIOLATION);
		Schema<Object> errors = described(typed("array"), "The parts of the request that do not fit.");
		errors.setItems(violation);
		schema.addProperty("errors", errors);
		schema.setRequired(List.of("type", "title", "status", "code", "request_id"));
		schema.setAdditionalProperties(true);
		return schema;
	}

	private static Schema<Object> violation() {
		Schema<Object> schema = described(typed("object"), "A part of the request that does not fit.");
		Map<String, String> places = new LinkedHashMap<>();
		places.put("pointer", "Where in the body: a JSON Pointer in a fragment.");
		places.put("parameter", "Which query or form parameter.");
		places.put("header", "Which header field.");
		places.put("cookie", "Which cookie.");
		places.put("path", "Which variable of the path.");
		places.put("part", "Which part of a multipart body.");
		places.put("code", "What does not fit, for programs.");
		places.put("detail", "What does not fit, for people.");
		places.forEach((name, description) -> schema.addProperty(name, described(typed("string"), description)));
		schema.setRequired(List.of("code"));
		schema.setAdditionalProperties(true);
		return schema;
	}

	/**
	 * Completes a document: functional routes have no handler that an operation could be
	 * customized by, and the schemas stand there once. Comes before the application's own
	 * customizers, so that operations that these add stay as they are.
	 */
	public static final class Document implements GlobalOpenApiCustomizer, Ordered {

		private final ProblemResponses responses;

		/**
		 * Creates the customizer.
		 * @param responses the responses of operations
		 */
		public Document(ProblemResponses responses) {
			this.responses = responses;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public void customise(OpenAPI document) {
			if (document.getPaths() == null || document.getPaths().isEmpty()) {
				return;
			}
			document.getPaths()
				.forEach((path, item) -> item.readOperationsMap()
					.forEach((method, operation) -> complete(operation, method.name(), path)));
			Components components = (document.getComponents() != null) ? document.getComponents() : new Components();
			Map<String, Schema<?>> schemas = new LinkedHashMap<>();
			schemas.put(PROBLEM, problem());
			schemas.put(VIOLATION, violation());
			schemas.forEach((name, schema) -> {
				if (components.getSchemas() == null || !components.getSchemas().containsKey(name)) {
					components.addSchemas(name, schema);
				}
			});
			document.setComponents(components);
		}

		private void complete(Operation operation, String method, String path) {
			Map<String, Object> extensions = operation.getExtensions();
			if (extensions != null && extensions.remove(DONE) != null) {
				if (extensions.isEmpty()) {
					operation.setExtensions(null);
				}
				return;
			}
			Collection<MediaType> body = (operation.getRequestBody() != null
					&& operation.getRequestBody().getContent() != null)
							? operation.getRequestBody().getContent().values() : List.of();
			this.responses.add(operation, this.responses.problems.of(method, path, operation.getRequestBody() != null,
					body.stream().anyMatch((media) -> isParsed(media.getSchema())), isSecured(operation)));
		}

		private static boolean isParsed(@Nullable Schema<?> schema) {
			return schema != null && !"string".equals(schema.getType())
					&& (schema.getTypes() == null || !schema.getTypes().contains("string"));
		}

	}

	/** What protects operations, as far as it can be asked before there is a request. */
	public interface Protection {

		/**
		 * Returns whether an anonymous caller is refused.
		 * @param method the HTTP method
		 * @param path the path below the context path
		 */
		boolean refusesAnonymous(String method, String path);

		/**
		 * Returns the codes of the refusals that there can be, with status 401 and 403.
		 */
		Set<String> codes();

	}

}
