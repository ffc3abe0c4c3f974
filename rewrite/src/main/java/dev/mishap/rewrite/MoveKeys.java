package dev.mishap.rewrite;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.ScanningRecipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.TypeUtils;
import org.openrewrite.properties.PropertiesParser;
import org.openrewrite.properties.tree.Properties;
import org.openrewrite.yaml.tree.Yaml;

/**
 * Moves {@code error.handling.*} to {@code mishap.*}, and keeps 400 as the status of
 * invalid input, which the default here is not.
 *
 * @since 0.1.0
 */
public final class MoveKeys extends ScanningRecipe<MoveKeys.Found> {

	@Option(displayName = "Codes of constraints",
			description = "Whether constraints keep the codes that " + "error-handling-spring-boot-starter gives them.",
			example = "true")
	private final boolean codes;

	/**
	 * Creates the recipe.
	 * @param codes whether constraints keep the codes that
	 * error-handling-spring-boot-starter gives them
	 */
	@JsonCreator
	public MoveKeys(@JsonProperty("codes") boolean codes) {
		this.codes = codes;
	}

	/**
	 * Returns whether constraints keep the codes that error-handling-spring-boot-starter
	 * gives them.
	 */
	public boolean isCodes() {
		return this.codes;
	}

	@Override
	public String getDisplayName() {
		return "Move keys of other libraries to those of Mishap";
	}

	@Override
	public String getDescription() {
		return "Moves error.handling to mishap, and keeps 400 as the status of invalid input.";
	}

	@Override
	public Found getInitialValue(ExecutionContext context) {
		return new Found();
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getScanner(Found found) {
		return new TreeVisitor<>() {
			@Override
			public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
				if (tree instanceof SourceFile file && isMain(file)) {
					found.main = true;
					found.base.computeIfAbsent(module(file), (module) -> new LinkedHashMap<>()).putAll(old(file));
				}
				if (tree instanceof JavaSourceFile file) {
					found.sources |= file.getSourcePath().toString().replace('\\', '/').contains("src/main/java/");
					new Reader(found).visit(tree, context);
				}
				return tree;
			}
		};
	}

	@Override
	public Collection<? extends SourceFile> generate(Found found, ExecutionContext context) {
		if (found.main || !found.sources) {
			return List.of();
		}
		MovedKeys moved = found.keys(this.codes).move(Map.of(), true);
		return PropertiesParser.builder()
			.build()
			.parse(moved.properties().stripTrailing())
			.<SourceFile>map((file) -> file.withSourcePath(Path.of("src/main/resources/application.properties")))
			.toList();
	}

	/** Returns whether a file has the keys of the whole application. */
	private static boolean isMain(SourceFile file) {
		String path = file.getSourcePath().toString().replace('\\', '/');
		return path.matches("(.*/)?src/main/resources/(config/)?application\\.(ya?ml|properties)");
	}

	/** Returns the path of the module that a file belongs to. */
	private static String module(SourceFile file) {
		String path = file.getSourcePath().toString().replace('\\', '/');
		int end = Math.max(path.indexOf("src/main/resources/"), path.indexOf("src/test/resources/"));
		return (end < 0) ? "" : path.substring(0, end);
	}

	/**
	 * Returns whether a file hides the one of the application, and adds nothing to it.
	 */
	private static boolean hides(SourceFile file) {
		String path = file.getSourcePath().toString().replace('\\', '/');
		return path.matches("(.*/)?src/test/resources/(config/)?application\\.(ya?ml|properties)");
	}

	private static Map<String, String> old(SourceFile file) {
		if (file instanceof Yaml.Documents documents) {
			return YamlKeys.old(documents);
		}
		return (file instanceof Properties.File properties) ? PropertyKeys.old(properties) : Map.of();
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor(Found found) {
		ErrorHandlingKeys keys = found.keys(this.codes);
		return new TreeVisitor<>() {
			@Override
			public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
				if (tree instanceof Yaml.Documents documents) {
					return new YamlKeys(keys, base(documents)).move(documents, isMain(documents));
				}
				if (tree instanceof Properties.File file) {
					return PropertyKeys.move(file, keys, base(file), isMain(file));
				}
				return tree;
			}

			private @Nullable Map<String, String> base(SourceFile file) {
				return hides(file) ? null : found.base.getOrDefault(module(file), Map.of());
			}
		};
	}

	/** What the sources of an application tell about its keys. */
	public static final class Found {

		private final Map<String, String> exceptions = new TreeMap<>();

		private final Set<String> constraints = new TreeSet<>();

		/** The keys of the whole application, by the path of its module. */
		private final Map<String, Map<String, String>> base = new TreeMap<>();

		private boolean main;

		private boolean sources;

		private ErrorHandlingKeys keys(boolean codes) {
			return new ErrorHandlingKeys(this.exceptions, codes ? this.constraints : Set.of());
		}

	}

	/** Reads sources. */
	private static final class Reader extends JavaIsoVisitor<ExecutionContext> {

		private final Found found;

		Reader(Found found) {
			this.found = found;
		}

		@Override
		public J.ClassDeclaration visitClassDeclaration(J.ClassDeclaration type, ExecutionContext context) {
			JavaType.FullyQualified declared = type.getType();
			if (declared != null && TypeUtils.isAssignableTo("java.lang.Throwable", declared)) {
				String status = "";
				for (J.Annotation annotation : type.getLeadingAnnotations()) {
					if (annotation.getSimpleName().equals("ResponseStatus")) {
						status = status(annotation);
					}
				}
				this.found.exceptions.put(declared.getFullyQualifiedName(), status);
			}
			return super.visitClassDeclaration(type, context);
		}

		private static String status(J.Annotation annotation) {
			List<Expression> arguments = annotation.getArguments();
			if (arguments != null) {
				for (Expression argument : arguments) {
					Expression value = argument;
					if (argument instanceof J.Assignment pair) {
						if (pair.getVariable().toString().equals("reason")) {
							continue;
						}
						value = pair.getAssignment();
					}
					Integer status = Names.status(value.toString().replaceAll("^.*\\.", ""));
					if (status != null) {
						return status.toString();
					}
				}
			}
			return "";
		}

		@Override
		public J.Annotation visitAnnotation(J.Annotation annotation, ExecutionContext context) {
			JavaType.FullyQualified type = TypeUtils.asFullyQualified(annotation.getType());
			if (type != null && type.getPackageName().equals("jakarta.validation.constraints")) {
				this.found.constraints.add(type.getClassName());
			}
			return super.visitAnnotation(annotation, context);
		}

	}

}
