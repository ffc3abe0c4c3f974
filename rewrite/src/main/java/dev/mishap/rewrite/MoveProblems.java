package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.openrewrite.Cursor;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Makes problems of Mishap out of those of zalando and of problem4j. What is thrown, or
 * is a {@code ThrowableProblem}, becomes a {@code ProblemException}; anything else a
 * {@code Problem}. A chain whose status is not written in it is left as it is.
 *
 * @since 0.1.0
 */
public final class MoveProblems extends Recipe {

	private static final String ZALANDO = "org.zalando.problem.";

	private static final String PROBLEM4J = "io.github.problem4j.core.";

	private static final Map<String, String> METHODS = Map.ofEntries(Map.entry("withType", "withType"),
			Map.entry("type", "withType"), Map.entry("withTitle", "withTitle"), Map.entry("title", "withTitle"),
			Map.entry("withDetail", "withDetail"), Map.entry("detail", "withDetail"),
			Map.entry("withInstance", "withInstance"), Map.entry("instance", "withInstance"),
			Map.entry("with", "withExtension"), Map.entry("extension", "withExtension"));

	private static final Set<String> STATUS = Set.of("withStatus", "status");

	@Override
	public String getDisplayName() {
		return "Move problems to those of Mishap";
	}

	@Override
	public String getDescription() {
		return "Replaces Problem.builder() and Problem.valueOf() of zalando and problem4j, and exceptions that extend "
				+ "AbstractThrowableProblem.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new Visitor();
	}

	/** Rewrites expressions. */
	private static final class Visitor extends JavaVisitor<ExecutionContext> {

		@Override
		public J visitMethodInvocation(J.MethodInvocation call, ExecutionContext context) {
			J.MethodInvocation visited = (J.MethodInvocation) super.visitMethodInvocation(call, context);
			String owner = owner(visited);
			if (visited.getSimpleName().equals("build") && owner.endsWith(".ProblemBuilder")) {
				return built(visited, owner);
			}
			if (visited.getSimpleName().equals("valueOf") && owner.equals(ZALANDO + "Problem")) {
				return valueOf(visited);
			}
			if (visited.getSimpleName().equals("super") && owner.equals(ZALANDO + "AbstractThrowableProblem")) {
				return constructed(visited);
			}
			return visited;
		}

		private static String owner(J.MethodInvocation call) {
			JavaType.Method method = call.getMethodType();
			return (method != null) ? method.getDeclaringType().getFullyQualifiedName() : "";
		}

		private J built(J.MethodInvocation build, String owner) {
			boolean zalando = owner.startsWith(ZALANDO);
			if (!zalando && !owner.startsWith(PROBLEM4J)) {
				return build;
			}
			List<J.MethodInvocation> calls = new ArrayList<>();
			Expression root = build.getSelect();
			while (root instanceof J.MethodInvocation call && !call.getSimpleName().equals("builder")) {
				calls.add(0, call);
				root = call.getSelect();
			}
			Expression status = null;
			StringBuilder code = new StringBuilder();
			List<Object> values = new ArrayList<>();
			if (!(root instanceof J.MethodInvocation)) {
				return build;
			}
			for (J.MethodInvocation call : calls) {
				List<Expression> arguments = call.getArguments();
				if (STATUS.contains(call.getSimpleName())) {
					status = arguments.get(0);
					continue;
				}
				String method = METHODS.get(call.getSimpleName());
				boolean pair = "withExtension".equals(method);
				if (method == null || arguments.size() != (pair ? 2 : 1)) {
					return build;
				}
				code.append(lineBreak(call)).append('.').append(method).append('(');
				code.append(argument(method, arguments.get(0))).append(pair ? ", #{any(java.lang.Object)})" : ")");
				values.addAll(arguments);
			}
			String number = number(status);
			if (number == null && !(status != null && TypeUtils.isOfType(JavaType.Primitive.Int, status.getType()))) {
				return build;
			}
			if (number == null) {
				values.add(0, status);
			}
			String problem = "Problem.of(" + ((number != null) ? number : "#{any(int)}") + ")" + code;
			return replace(build, problem, zalando && isThrown(getCursor()), values);
		}

		private static String argument(String method, Expression argument) {
			if (method.equals("withExtension")) {
				return "#{any(java.lang.String)}";
			}
			boolean address = method.equals("withType") || method.equals("withInstance");
			if (address && TypeUtils.isString(argument.getType())) {
				return "java.net.URI.create(#{any(java.lang.String)})";
			}
			return address ? "#{any(java.net.URI)}" : "#{any(java.lang.String)}";
		}

		/** Chains that were written on several lines stay so. */
		private static String lineBreak(J.MethodInvocation call) {
			String before = (call.getPadding().getSelect() != null)
					? call.getPadding().getSelect().getAfter().getWhitespace() : "";
			return before.contains("\n") ? before : "";
		}

		private J valueOf(J.MethodInvocation call) {
			List<Object> values = new ArrayList<>();
			StringBuilder code = new StringBuilder();
			for (Expression argument : call.getArguments().subList(1, call.getArguments().size())) {
				boolean text = TypeUtils.isString(argument.getType());
				code.append(text ? ".withDetail(#{any(java.lang.String)})" : ".withInstance(#{any(java.net.URI)})");
				values.add(argument);
			}
			String number = number(call.getArguments().get(0));
			return (number == null) ? call
					: replace(call, "Problem.of(" + number + ")" + code, isThrown(getCursor()), values);
		}

		private J replace(J.MethodInvocation call, String problem, boolean thrown, List<Object> values) {
			maybeAddImport("dev.mishap.Problem", null, false);
			maybeRemoveImport(ZALANDO + "Status");
			maybeRemoveImport(ZALANDO + "Problem");
			maybeRemoveImport(PROBLEM4J + "ProblemStatus");
			maybeRemoveImport(PROBLEM4J + "Problem");
			if (thrown) {
				maybeAddImport("dev.mishap.ProblemException", null, false);
			}
			return JavaTemplate.builder(thrown ? "new ProblemException(" + problem + ")" : problem)
				.imports("dev.mishap.Problem", "dev.mishap.ProblemException")
				.javaParser(Stubs.parser())
				.build()
				.<J>apply(getCursor(), call.getCoordinates().replace(), values.toArray())
				.withPrefix(call.getPrefix());
		}

		/** {@code super(type, title, status, detail, instance, cause, members)}. */
		private J constructed(J.MethodInvocation call) {
			List<String> methods = List.of("withType", "withTitle", "", "withDetail", "withInstance", "", "");
			List<Object> values = new ArrayList<>();
			StringBuilder code = new StringBuilder();
			String number = "500";
			for (int i = 0; i < call.getArguments().size(); i++) {
				Expression argument = call.getArguments().get(i);
				if (argument instanceof J.Empty || J.Literal.isLiteralValue(argument, null)) {
					continue;
				}
				if (i == 2) {
					number = number(argument);
				}
				else if (i == 6 && argument instanceof J.MethodInvocation map && map.getSimpleName().equals("of")) {
					for (int k = 0; k + 1 < map.getArguments().size(); k += 2) {
						code.append("\n.withExtension(#{any(java.lang.String)}, #{any(java.lang.Object)})");
						values.addAll(map.getArguments().subList(k, k + 2));
					}
				}
				else if (i >= 5) {
					return call;
				}
				else {
					code.append("\n.").append(methods.get(i)).append('(').append(argument(methods.get(i), argument));
					code.append(')');
					values.add(argument);
				}
			}
			J.ClassDeclaration type = getCursor().firstEnclosing(J.ClassDeclaration.class);
			if (number == null || type == null) {
				return call;
			}
			maybeAddImport("dev.mishap.Problem", null, false);
			maybeRemoveImport(ZALANDO + "Status");
			maybeRemoveImport("java.util.Map");
			return JavaTemplate
				.builder("Problem.of(" + number + ", \"" + Names.code(type.getSimpleName()) + "\")" + code)
				.imports("dev.mishap.Problem")
				.javaParser(Stubs.parser())
				.build()
				.apply(getCursor(), call.getCoordinates().replaceArguments(), values.toArray());
		}

		/** Returns the number of a constant, {@code null} if there is none. */
		private static @Nullable String number(@Nullable Expression status) {
			String name = (status instanceof J.FieldAccess access) ? access.getSimpleName()
					: (status instanceof J.Identifier constant) ? constant.getSimpleName() : "";
			Integer number = Names.status(name);
			return (number != null) ? number.toString() : null;
		}

		/** Returns whether an expression has to be an exception. */
		private static boolean isThrown(Cursor cursor) {
			for (Cursor at = cursor.getParentTreeCursor(); !at.isRoot(); at = at.getParentTreeCursor()) {
				Object tree = at.getValue();
				if (tree instanceof J.Parentheses || tree instanceof J.Ternary) {
					continue;
				}
				if (tree instanceof J.VariableDeclarations.NamedVariable variable) {
					return isThrowable(variable.getType());
				}
				if (tree instanceof J.Return) {
					J.MethodDeclaration method = cursor.firstEnclosing(J.MethodDeclaration.class);
					return method == null || method.getReturnTypeExpression() == null
							|| isThrowable(method.getReturnTypeExpression().getType());
				}
				if (tree instanceof J.Lambda || tree instanceof J.Throw) {
					return true;
				}
				return tree instanceof J.MethodInvocation outer && outer.getMethodType() != null
						&& outer.getMethodType().getParameterTypes().stream().anyMatch(Visitor::isThrowable);
			}
			return false;
		}

		private static boolean isThrowable(@Nullable JavaType type) {
			return TypeUtils.isAssignableTo("java.lang.Throwable", type);
		}

	}

}
