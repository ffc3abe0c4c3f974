package dev.mishap.rewrite;

import java.util.List;

import org.openrewrite.Recipe;
import org.openrewrite.properties.DeleteProperty;

/**
 * Adds the starter to an application that answers errors with Spring's own problem
 * details, or with advices of its own.
 *
 * @since 0.1.0
 */
public final class FromSpringHandlers extends Recipe {

	private static final List<String> WEB = List.of("spring-boot-starter-web", "spring-boot-starter-webmvc");

	@Override
	public String getDisplayName() {
		return "Move from Spring's problem details to Mishap";
	}

	@Override
	public String getDescription() {
		return "Adds the starter, removes keys and handlers that have no effect any more, and comments on others.";
	}

	@Override
	public List<Recipe> getRecipeList() {
		return List.of(new MoveDependencies("org.springframework.boot", List.of(), List.of(), WEB), new MoveKeys(false),
				new DeleteProperty("spring.mvc.problemdetails.enabled", true),
				new org.openrewrite.yaml.DeleteProperty("spring.mvc.problemdetails.enabled", false, true, null),
				new RemoveAdvices(), new CommentOnHandlers());
	}

}
