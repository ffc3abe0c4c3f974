package dev.mishap.rewrite;

import java.util.List;
import java.util.Map;

import org.openrewrite.Recipe;

/**
 * Moves an application over from wimdeblauwe's
 * {@code error-handling-spring-boot-starter}.
 *
 * @since 0.1.0
 */
public final class FromErrorHandlingStarter extends Recipe {

	private static final String PACKAGE = "io.github.wimdeblauwe.errorhandlingspringbootstarter.";

	private static final String ROW = "a row in a bean of ProblemMappingsCustomizer, which can look into the exception";

	private static final String REMOVE = "remove it and where it is used; Spring Security's own keeps status and "
			+ "challenge, and the body comes by itself";

	private static final String PARAMETER = "remove the parameter; it was only for the entry point, or for handlers of "
			+ "the old library";

	@Override
	public String getDisplayName() {
		return "Move from error-handling-spring-boot-starter to Mishap";
	}

	@Override
	public String getDescription() {
		return "Moves dependency, keys and annotations; marks what is left with a comment.";
	}

	@Override
	public List<Recipe> getRecipeList() {
		return List.of(
				new MoveDependencies(
						"io.github.wimdeblauwe", List.of("error-handling-spring-boot-starter"), List.of(), List.of()),
				new MoveKeys(true), new MoveErrorAnnotations(),
				new ListRemaining(PACKAGE,
						Map.of("ApiExceptionHandler", ROW, "AbstractApiExceptionHandler", ROW, "ApiErrorResponse", ROW,
								"ApiErrorResponseCustomizer", "a bean of ProblemCustomizer", "UnauthorizedEntryPoint",
								REMOVE, "ApiErrorResponseAccessDeniedHandler", REMOVE, "ErrorCodeMapper", PARAMETER,
								"ErrorMessageMapper", PARAMETER, "HttpStatusMapper", PARAMETER)));
	}

}
