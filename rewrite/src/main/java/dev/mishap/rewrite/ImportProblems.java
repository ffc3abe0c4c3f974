package dev.mishap.rewrite;

import java.util.Set;

import org.openrewrite.ExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;

/**
 * Imports what the recipes before this one had to write with its package, as another type
 * had the name until they were through.
 *
 * @since 0.1.0
 */
public final class ImportProblems extends Recipe {

	private static final Set<String> NAMES = Set.of("dev.mishap.Problem", "dev.mishap.ProblemException");

	@Override
	public String getDisplayName() {
		return "Import the problems of Mishap";
	}

	@Override
	public String getDescription() {
		return "Imports Problem and ProblemException where no other type has their name.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new JavaVisitor<>() {
			@Override
			public J visitIdentifier(J.Identifier identifier, ExecutionContext context) {
				String name = identifier.getSimpleName();
				String simple = name.substring(name.lastIndexOf('.') + 1);
				if (!NAMES.contains(name) || isTaken(simple)) {
					return identifier;
				}
				maybeAddImport(name, null, false);
				return identifier.withSimpleName(simple);
			}

			private boolean isTaken(String name) {
				JavaSourceFile file = getCursor().firstEnclosing(JavaSourceFile.class);
				return file != null && file.getImports()
					.stream()
					.anyMatch((one) -> one.getQualid().getSimpleName().equals(name)
							&& !one.getTypeName().startsWith("dev.mishap."));
			}
		};
	}

}
