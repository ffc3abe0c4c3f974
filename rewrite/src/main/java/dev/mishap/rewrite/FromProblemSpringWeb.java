package dev.mishap.rewrite;

import java.util.List;
import java.util.Map;

import org.openrewrite.Recipe;
import org.openrewrite.java.ChangeType;
import org.openrewrite.properties.DeleteProperty;

/**
 * Moves an application over from zalando's {@code problem-spring-web}, which has no
 * version for Spring Boot 4.
 *
 * @since 0.1.0
 */
public final class FromProblemSpringWeb extends Recipe {

	private static final String PACKAGE = "org.zalando.problem.";

	private static final String HANDLER_KEY = "spring.mvc.throw-exception-if-no-handler-found";

	private static final String REMOVE = "remove it and where it is used; Spring Security's own keeps status and "
			+ "challenge, and the body comes by itself";

	@Override
	public String getDisplayName() {
		return "Move from problem-spring-web to Mishap";
	}

	@Override
	public String getDescription() {
		return "Moves dependencies, problems and advices; marks what is left with a comment.";
	}

	@Override
	public List<Recipe> getRecipeList() {
		return List.of(
				new MoveDependencies("org.zalando",
						List.of("problem-spring-web-starter", "problem-spring-web", "problem-spring-web-autoconfigure"),
						List.of("problem", "jackson-datatype-problem", "problem-violations", "problem-spring-common"),
						List.of()),
				new MoveKeys(false), new DeleteProperty(HANDLER_KEY, true),
				new org.openrewrite.yaml.DeleteProperty(HANDLER_KEY, false, true, null), new RemoveAdvices(),
				new RemoveBeans(List.of(PACKAGE + "jackson.ProblemModule",
						PACKAGE + "violations.ConstraintViolationProblemModule")),
				new MoveProblems(), new ChangeType(PACKAGE + "ThrowableProblem", "dev.mishap.ProblemException", true),
				new ChangeType(PACKAGE + "AbstractThrowableProblem", "dev.mishap.ProblemException", true),
				new ChangeType(PACKAGE + "Problem", "dev.mishap.Problem", true), new ImportProblems(),
				new ListRemaining(PACKAGE,
						Map.of("SecurityProblemSupport", REMOVE, "ProblemHandling",
								"remove the trait; handlers that stay are @ExceptionHandler methods", "Status",
								"an int", "ProblemBuilder", "Problem.of(status), with the status as a number")));
	}

}
