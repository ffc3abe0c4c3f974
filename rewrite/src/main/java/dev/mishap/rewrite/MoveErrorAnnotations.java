package dev.mishap.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.AnnotationMatcher;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;

/**
 * Moves {@code @ResponseErrorCode} and {@code @ResponseErrorProperty}. Members keep the
 * names that clients know: by default they would be in snake_case.
 *
 * @since 0.1.0
 */
public final class MoveErrorAnnotations extends Recipe {

	private static final AnnotationMatcher CODE = new AnnotationMatcher(
			"@io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorCode");

	private static final AnnotationMatcher PROPERTY = new AnnotationMatcher(
			"@io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorProperty");

	private static final String NULLS = "clients got null here (includeIfNull); a member that is null is left out";

	@Override
	public String getDisplayName() {
		return "Move annotations of error-handling-spring-boot-starter";
	}

	@Override
	public String getDescription() {
		return "Moves ResponseErrorCode to ErrorCode and ResponseErrorProperty to ProblemMember.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new JavaIsoVisitor<>() {

			@Override
			public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration declaration, ExecutionContext context) {
				J.ClassDeclaration visited = super.visitClassDeclaration(declaration, context);
				for (J.Annotation annotation : declaration.getLeadingAnnotations()) {
					String code = CODE.matches(annotation) ? text(annotation, "value") : null;
					if (code != null && !Names.code(code).equals(code)) {
						visited = Todo.add(visited,
								"clients know " + Names.code(code) + " as " + code + "; codes are UPPER_SNAKE here");
					}
				}
				return visited;
			}

			@Override
			public J.VariableDeclarations visitVariableDeclarations(J.VariableDeclarations field,
					ExecutionContext context) {
				J.VariableDeclarations visited = super.visitVariableDeclarations(field, context);
				return sendsNull(field.getLeadingAnnotations()) ? Todo.add(visited, NULLS) : visited;
			}

			@Override
			public J.MethodDeclaration visitMethodDeclaration(J.MethodDeclaration method, ExecutionContext context) {
				J.MethodDeclaration visited = super.visitMethodDeclaration(method, context);
				return sendsNull(method.getLeadingAnnotations()) ? Todo.add(visited, NULLS) : visited;
			}

			private boolean sendsNull(List<J.Annotation> annotations) {
				return annotations.stream()
					.anyMatch((one) -> PROPERTY.matches(one) && "true".equals(text(one, "includeIfNull")));
			}

			@Override
			public J.Annotation visitAnnotation(J.Annotation annotation, ExecutionContext context) {
				J.Annotation visited = super.visitAnnotation(annotation, context);
				if (CODE.matches(visited)) {
					String code = text(visited, "value");
					maybeRemoveImport("io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorCode");
					return replace("ErrorCode", (code != null) ? Names.code(code) : null, visited);
				}
				if (PROPERTY.matches(visited)) {
					String name = text(visited, "value");
					String used = (name != null && !name.isEmpty()) ? name : property();
					maybeRemoveImport("io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorProperty");
					return replace("ProblemMember",
							used.equals(used.toLowerCase(Locale.ROOT)) && name == null ? null : used, visited);
				}
				return visited;
			}

			private J.Annotation replace(String type, @Nullable String value, J.Annotation annotation) {
				maybeAddImport("dev.mishap." + type);
				String code = (value != null) ? "@" + type + "(\"" + value + "\")" : "@" + type;
				return JavaTemplate.builder(code)
					.imports("dev.mishap." + type)
					.javaParser(Stubs.parser())
					.build().<J
							.Annotation>apply(getCursor(), annotation.getCoordinates().replace())
					.withPrefix(annotation.getPrefix());
			}

			/** Returns the property that the annotation stands at. */
			private String property() {
				Object parent = getCursor().getParentTreeCursor().getValue();
				if (parent instanceof J.VariableDeclarations field) {
					return field.getVariables().get(0).getSimpleName();
				}
				String name = (parent instanceof J.MethodDeclaration method) ? method.getSimpleName() : "value";
				String bare = name.replaceFirst("^(get|is)(?=[A-Z])", "");
				return bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
			}

		};
	}

	/** Returns the text of an attribute, {@code null} if it has none. */
	private static @Nullable String text(J.Annotation annotation, String name) {
		List<Expression> arguments = Objects.requireNonNullElse(annotation.getArguments(), List.of());
		for (Expression argument : arguments) {
			if (argument instanceof J.Literal literal && name.equals("value")) {
				return String.valueOf(literal.getValue());
			}
			if (argument instanceof J.Assignment pair && pair.getVariable() instanceof J.Identifier attribute
					&& attribute.getSimpleName().equals(name) && pair.getAssignment() instanceof J.Literal literal) {
				return String.valueOf(literal.getValue());
			}
		}
		return null;
	}

}
