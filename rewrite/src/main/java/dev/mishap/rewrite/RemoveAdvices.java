package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.ScanningRecipe;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Removes advices that add nothing to what they inherit: classes that only implement
 * traits of problem-spring-web, or only extend Spring's
 * {@code ResponseEntityExceptionHandler}.
 *
 * @since 0.1.0
 */
public final class RemoveAdvices extends ScanningRecipe<RemoveAdvices.Found> {

	private static final String TRAITS = "org.zalando.problem.spring.";

	private static final Set<String> HANDLERS = Set.of(
			"org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler",
			"org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler");

	@Override
	public String getDisplayName() {
		return "Remove advices that add nothing";
	}

	@Override
	public String getDescription() {
		return "Removes classes that only implement advice traits of problem-spring-web or only extend "
				+ "ResponseEntityExceptionHandler; others get a comment.";
	}

	@Override
	public Found getInitialValue(ExecutionContext context) {
		return new Found();
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getScanner(Found found) {
		return new JavaIsoVisitor<>() {
			@Override
			public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration method, ExecutionContext context) {
				found.catchAll |= CommentOnHandlers.takesAll(method);
				return super.visitMethodDeclaration(method, context);
			}
		};
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor(Found found) {
		return new JavaVisitor<>() {

			@Override
			public @Nullable J visit(@Nullable Tree tree, ExecutionContext context) {
				J visited = super.visit(tree, context);
				boolean emptied = visited instanceof JavaSourceFile file && tree instanceof JavaSourceFile before
						&& file.getClasses().isEmpty() && !before.getClasses().isEmpty();
				return emptied ? null : visited;
			}

			@Override
			@SuppressWarnings("NullAway") // null takes the tree away, though the method
											// does not say so
			public J visitClassDeclaration(J.ClassDeclaration declaration, ExecutionContext context) {
				List<TypeTree> traits = traits(declaration);
				TypeTree base = declaration.getExtends();
				boolean handler = base != null && HANDLERS.contains(name(base));
				if (traits.isEmpty() && !handler) {
					return super.visitClassDeclaration(declaration, context);
				}
				List<TypeTree> interfaces = (declaration.getImplements() != null) ? declaration.getImplements()
						: List.of();
				boolean nothingElse = interfaces.size() == traits.size() && (base == null || handler);
				if (handler && found.catchAll) {
					return Todo.add(declaration, "this keeps Spring's own exceptions from the advice that takes every "
							+ "exception; remove both together");
				}
				if (nothingElse && addsNothing(declaration)) {
					declaration.getLeadingAnnotations()
						.forEach((annotation) -> maybeRemoveImport(TypeUtils.asFullyQualified(annotation.getType())));
					traits.forEach((trait) -> maybeRemoveImport(TypeUtils.asFullyQualified(trait.getType())));
					if (base != null) {
						maybeRemoveImport(TypeUtils.asFullyQualified(base.getType()));
					}
					return null;
				}
				J.ClassDeclaration visited = (J.ClassDeclaration) super.visitClassDeclaration(declaration, context);
				if (handler) {
					return Todo.add(visited, "what this class handles keeps its answer; remove what only repeats what "
							+ "Mishap does (405, 415, validation and the like), see docs/migrating.md");
				}
				return visited;
			}

		};
	}

	private static List<TypeTree> traits(J.ClassDeclaration declaration) {
		List<TypeTree> traits = new ArrayList<>();
		if (declaration.getImplements() != null) {
			declaration.getImplements().stream().filter((type) -> name(type).startsWith(TRAITS)).forEach(traits::add);
		}
		return traits;
	}

	private static String name(TypeTree type) {
		JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type.getType());
		return (qualified != null) ? qualified.getFullyQualifiedName() : "";
	}

	private static boolean addsNothing(J.ClassDeclaration declaration) {
		return declaration.getBody().getStatements().stream().allMatch(RemoveAdvices::addsNothing);
	}

	/**
	 * An override that only calls what it overrides, and a setting without counterpart.
	 */
	private static boolean addsNothing(Statement statement) {
		if (!(statement instanceof J.MethodDeclaration method) || method.getBody() == null) {
			return false;
		}
		if (method.getSimpleName().equals("isCausalChainsEnabled")) {
			// causes are in the log
			return true;
		}
		List<Statement> body = method.getBody().getStatements();
		if (method.isConstructor()) {
			return body.isEmpty();
		}
		return body.size() == 1 && body.get(0) instanceof J.Return back
				&& back.getExpression() instanceof J.MethodInvocation call
				&& call.getSelect() instanceof J.Identifier on && on.getSimpleName().equals("super")
				&& call.getSimpleName().equals(method.getSimpleName());
	}

	/** What the sources of an application tell about its advices. */
	public static final class Found {

		private boolean catchAll;

	}

}
