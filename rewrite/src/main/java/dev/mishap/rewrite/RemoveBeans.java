package dev.mishap.rewrite;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Removes methods with {@code @Bean} whose beans are not needed any more.
 *
 * @since 0.1.0
 */
public final class RemoveBeans extends Recipe {

	@Option(displayName = "Types", description = "Full names of the types of the beans.",
			example = "org.zalando.problem.jackson.ProblemModule")
	private final List<String> types;

	/**
	 * Creates the recipe.
	 * @param types the full names of the types of the beans
	 */
	@JsonCreator
	public RemoveBeans(@JsonProperty("types") List<String> types) {
		// OpenRewrite creates recipes without any options too, to see whether it can
		this.types = (types != null) ? List.copyOf(types) : List.of();
	}

	/**
	 * Returns the full names of the types of the beans.
	 */
	public List<String> getTypes() {
		return this.types;
	}

	@Override
	public String getDisplayName() {
		return "Remove beans that are not needed any more";
	}

	@Override
	public String getDescription() {
		return "Removes bean methods whose type belongs to a library that was replaced.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new JavaVisitor<>() {
			@Override
			@SuppressWarnings("NullAway") // null takes the tree away, though the method
											// does not say so
			public J visitMethodDeclaration(J.MethodDeclaration method, ExecutionContext context) {
				TypeTree result = method.getReturnTypeExpression();
				JavaType.FullyQualified type = (result != null) ? TypeUtils.asFullyQualified(result.getType()) : null;
				boolean bean = method.getLeadingAnnotations()
					.stream()
					.anyMatch((annotation) -> annotation.getSimpleName().equals("Bean"));
				if (bean && type != null && RemoveBeans.this.types.contains(type.getFullyQualifiedName())) {
					maybeRemoveImport(type);
					maybeRemoveImport("org.springframework.context.annotation.Bean");
					return null;
				}
				return super.visitMethodDeclaration(method, context);
			}
		};
	}

}
