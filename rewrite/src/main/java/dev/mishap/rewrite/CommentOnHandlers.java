package dev.mishap.rewrite;

import java.util.List;
import java.util.Set;

import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Says in comments which parts of hand-written error handling the starter makes
 * unnecessary, or which of them keep it from its work. Nothing else is changed: what an
 * application answers itself, it goes on to answer.
 *
 * @since 0.1.0
 */
public final class CommentOnHandlers extends Recipe {

	private static final Set<String> CATCH_ALL = Set.of("Exception", "Throwable", "RuntimeException");

	private static final String ERROR_PAGE = "errors are answered before they get here; remove it unless it makes pages "
			+ "for browsers";

	private static final String SECURITY = "Spring Security's own keeps status and challenge, and the body comes by "
			+ "itself; remove it unless it sets a challenge of its own";

	@Override
	public String getDisplayName() {
		return "Comment on hand-written error handling";
	}

	@Override
	public String getDescription() {
		return "Adds comments to advices for every exception, error controllers and entry points.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new JavaIsoVisitor<>() {

			@Override
			public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration declaration, ExecutionContext context) {
				J.ClassDeclaration visited = super.visitClassDeclaration(declaration, context);
				List<TypeTree> interfaces = (visited.getImplements() != null) ? visited.getImplements() : List.of();
				for (TypeTree type : interfaces) {
					switch (name(type)) {
						case "org.springframework.boot.web.servlet.error.ErrorController",
								"org.springframework.boot.webmvc.error.ErrorController",
								"org.springframework.boot.web.servlet.error.ErrorAttributes",
								"org.springframework.boot.webmvc.error.ErrorAttributes" ->
							visited = Todo.add(visited, ERROR_PAGE);
						case "org.springframework.security.web.AuthenticationEntryPoint",
								"org.springframework.security.web.access.AccessDeniedHandler" ->
							visited = Todo.add(visited, SECURITY);
						default -> {
						}
					}
				}
				return visited;
			}

			@Override
			public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration method, ExecutionContext context) {
				J.MethodDeclaration visited = super.visitMethodDeclaration(method, context);
				return takesAll(visited)
						? Todo.add(visited, "this takes 404, 405, 415 and what Spring Security decides too, and "
								+ "nothing is left for Mishap; remove it, or name the exceptions that are yours")
						: visited;
			}

		};
	}

	/** Returns whether a method handles every exception. */
	static boolean takesAll(J.MethodDeclaration method) {
		return method.getLeadingAnnotations()
			.stream()
			.anyMatch((annotation) -> annotation.getSimpleName().equals("ExceptionHandler")
					&& takesAll(annotation, method));
	}

	private static boolean takesAll(J.Annotation annotation, J.MethodDeclaration method) {
		List<Expression> arguments = annotation.getArguments();
		if (arguments == null || arguments.isEmpty()) {
			return method.getParameters()
				.stream()
				.filter(J.VariableDeclarations.class::isInstance)
				.map((parameter) -> ((J.VariableDeclarations) parameter).getTypeExpression())
				.anyMatch((type) -> type != null && CATCH_ALL.contains(type.toString()));
		}
		return arguments.stream()
			.anyMatch((argument) -> argument.toString()
				.matches("(?s).*\\b(Exception|Throwable|RuntimeException)\\.class.*"));
	}

	private static String name(TypeTree type) {
		JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type.getType());
		return (qualified != null) ? qualified.getFullyQualifiedName() : "";
	}

}
