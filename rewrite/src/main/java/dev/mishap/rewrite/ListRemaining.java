package dev.mishap.rewrite;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.Recipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;

/**
 * Says in a comment what is left to do where types of another library are still used.
 *
 * @since 0.1.0
 */
public final class ListRemaining extends Recipe {

	@Option(displayName = "Packages", description = "How the names of the types begin.",
			example = "org.zalando.problem.")
	private final String packages;

	@Option(displayName = "Hints", description = "What to do, by the simple name of the type.", example = "{}")
	private final Map<String, String> hints;

	/**
	 * Creates the recipe.
	 * @param packages how the names of the types begin
	 * @param hints what to do, by the simple name of the type
	 */
	@JsonCreator
	public ListRemaining(@JsonProperty("packages") String packages, @JsonProperty("hints") Map<String, String> hints) {
		this.packages = packages;
		// OpenRewrite creates recipes without any options too, to see whether it can
		this.hints = (hints != null) ? Map.copyOf(hints) : Map.of();
	}

	/**
	 * Returns how the names of the types begin.
	 */
	public String getPackages() {
		return this.packages;
	}

	/**
	 * Returns what to do, by the simple name of the type.
	 */
	public Map<String, String> getHints() {
		return this.hints;
	}

	@Override
	public String getDisplayName() {
		return "List what is left to do";
	}

	@Override
	public String getDescription() {
		return "Adds a comment to each file that still uses types of a library that was replaced.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new JavaIsoVisitor<>() {
			@Override
			public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration declaration, ExecutionContext context) {
				if (!(getCursor().getParentTreeCursor().getValue() instanceof JavaSourceFile file)
						|| !file.getClasses().get(0).isScope(declaration)) {
					return declaration;
				}
				Map<String, String> left = new TreeMap<>();
				Set<JavaType> used = new LinkedHashSet<>(file.getTypesInUse().getTypesInUse());
				file.getTypesInUse().getUsedMethods().forEach((method) -> used.add(method.getDeclaringType()));
				for (JavaType type : used) {
					JavaType.FullyQualified qualified = TypeUtils.asFullyQualified(type);
					if (qualified != null
							&& qualified.getFullyQualifiedName().startsWith(ListRemaining.this.packages)) {
						String name = qualified.getClassName();
						left.put(name, ListRemaining.this.hints.getOrDefault(name, "see docs/migrating.md"));
					}
				}
				J.ClassDeclaration commented = declaration;
				for (Map.Entry<String, String> type : left.entrySet()) {
					commented = Todo.add(commented, "replace " + type.getKey() + ": " + type.getValue());
				}
				return commented;
			}
		};
	}

}
