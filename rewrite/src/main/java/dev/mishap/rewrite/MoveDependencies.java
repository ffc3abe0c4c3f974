package dev.mishap.rewrite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Option;
import org.openrewrite.Recipe;
import org.openrewrite.SourceFile;
import org.openrewrite.Tree;
import org.openrewrite.TreeVisitor;
import org.openrewrite.java.JavaIsoVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaSourceFile;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Content;
import org.openrewrite.xml.tree.Xml;

/**
 * Puts the starter in the place of dependencies in {@code pom.xml}, {@code build.gradle}
 * and {@code build.gradle.kts}. It asks no registry, as it has to work with a version
 * that is only in a local repository. Versions in a catalogue and in maps of Gradle stay.
 *
 * @since 0.1.0
 */
public final class MoveDependencies extends Recipe {

	@Option(displayName = "Group", description = "Group of the dependencies.", example = "org.zalando")
	private final String group;

	@Option(displayName = "Replaced artifacts", description = "Artifacts whose place the starter takes.",
			example = "problem-spring-web-starter")
	private final List<String> replaced;

	@Option(displayName = "Removed artifacts", description = "Artifacts that are not needed any more.",
			example = "problem")
	private final List<String> removed;

	@Option(displayName = "Neighbours", description = "Artifacts that stay, and get the starter beside them.",
			example = "spring-boot-starter-web")
	private final List<String> neighbours;

	/**
	 * Creates the recipe.
	 * @param group the group of the dependencies
	 * @param replaced the artifacts whose place the starter takes
	 * @param removed the artifacts that are not needed any more
	 * @param neighbours the artifacts that stay, and get the starter beside them
	 */
	@JsonCreator
	public MoveDependencies(@JsonProperty("group") String group, @JsonProperty("replaced") List<String> replaced,
			@JsonProperty("removed") List<String> removed, @JsonProperty("neighbours") List<String> neighbours) {
		this.group = group;
		this.replaced = copy(replaced);
		this.removed = copy(removed);
		this.neighbours = copy(neighbours);
	}

	/** OpenRewrite creates recipes without any options too, to see whether it can. */
	private static List<String> copy(@Nullable List<String> names) {
		return (names != null) ? List.copyOf(names) : List.of();
	}

	/**
	 * Returns the group of the dependencies.
	 */
	public String getGroup() {
		return this.group;
	}

	/**
	 * Returns the artifacts whose place the starter takes.
	 */
	public List<String> getReplaced() {
		return this.replaced;
	}

	/**
	 * Returns the artifacts that are not needed any more.
	 */
	public List<String> getRemoved() {
		return this.removed;
	}

	/**
	 * Returns the artifacts that stay, and get the starter beside them.
	 */
	public List<String> getNeighbours() {
		return this.neighbours;
	}

	@Override
	public String getDisplayName() {
		return "Depend on the starter of Mishap";
	}

	@Override
	public String getDescription() {
		return "Puts the starter in the place of other dependencies, in Maven and Gradle.";
	}

	@Override
	public TreeVisitor<?, ExecutionContext> getVisitor() {
		return new TreeVisitor<>() {
			@Override
			public @Nullable Tree visit(@Nullable Tree tree, ExecutionContext context) {
				if (!(tree instanceof SourceFile file)) {
					return tree;
				}
				Path path = file.getSourcePath();
				String name = path.getFileName().toString();
				if (file instanceof Xml.Document && name.equals("pom.xml")) {
					return new Maven().visit(tree, context);
				}
				boolean gradle = name.endsWith(".gradle") || name.endsWith(".gradle.kts");
				return (file instanceof JavaSourceFile && gradle) ? new Gradle().visit(tree, context) : tree;
			}
		};
	}

	private Kind kind(@Nullable String group, @Nullable String artifact) {
		if (Coordinates.GROUP.equals(group) && Coordinates.STARTER.equals(artifact)) {
			return Kind.STARTER;
		}
		if (!this.group.equals(group)) {
			return Kind.OTHER;
		}
		if (this.replaced.contains(artifact)) {
			return Kind.REPLACED;
		}
		if (this.removed.contains(artifact)) {
			return Kind.REMOVED;
		}
		return this.neighbours.contains(artifact) ? Kind.NEIGHBOUR : Kind.OTHER;
	}

	private enum Kind {

		STARTER, REPLACED, REMOVED, NEIGHBOUR, OTHER

	}

	/** Changes a {@code pom.xml}. */
	private final class Maven extends XmlVisitor<ExecutionContext> {

		@Override
		public Xml visitTag(Xml.Tag tag, ExecutionContext context) {
			Xml.Tag visited = (Xml.Tag) super.visitTag(tag, context);
			List<? extends Content> content = visited.getContent();
			if (!"dependencies".equals(visited.getName()) || content == null) {
				return visited;
			}
			boolean there = visited.getChildren().stream().anyMatch((one) -> kind(one) == Kind.STARTER);
			boolean managed = isManagement();
			List<Content> changed = new ArrayList<>();
			for (Content one : content) {
				Kind kind = (one instanceof Xml.Tag dependency) ? kind(dependency) : Kind.OTHER;
				boolean adds = kind == Kind.REPLACED || (kind == Kind.NEIGHBOUR && !managed);
				if (kind != Kind.REPLACED && kind != Kind.REMOVED) {
					changed.add(one);
				}
				if (adds && !there && one instanceof Xml.Tag dependency) {
					changed.add(starter(dependency));
					there = true;
				}
			}
			return changed.equals(content) ? visited : visited.withContent(changed);
		}

		private boolean isManagement() {
			return getCursor().getParentTreeCursor().getValue() instanceof Xml.Tag parent
					&& parent.getName().equals("dependencyManagement");
		}

		private Kind kind(Xml.Tag dependency) {
			return MoveDependencies.this.kind(dependency.getChildValue("groupId").orElse(null),
					dependency.getChildValue("artifactId").orElse(null));
		}

		private static Xml.Tag starter(Xml.Tag like) {
			String inner = like.getChildren().isEmpty() ? "\n" : like.getChildren().get(0).getPrefix();
			String outer = like.getPrefix();
			return Xml.Tag
				.build("<dependency>" + inner + "<groupId>" + Coordinates.GROUP + "</groupId>" + inner + "<artifactId>"
						+ Coordinates.STARTER + "</artifactId>" + inner + "<version>" + Coordinates.version()
						+ "</version>" + outer.substring(Math.max(outer.lastIndexOf('\n'), 0)) + "</dependency>")
				.withPrefix(outer);
		}

	}

	/** Changes a {@code build.gradle}, in Groovy or Kotlin. */
	private final class Gradle extends JavaIsoVisitor<ExecutionContext> {

		private static final Set<String> QUOTES = Set.of("'", "\"");

		@Override
		public J.Block visitBlock(J.Block block, ExecutionContext context) {
			J.Block visited = super.visitBlock(block, context);
			boolean there = visited.getStatements()
				.stream()
				.map(this::notation)
				.filter(Objects::nonNull)
				.anyMatch((literal) -> kind(literal) == Kind.STARTER);
			List<Statement> changed = new ArrayList<>();
			for (Statement statement : visited.getStatements()) {
				J.Literal literal = notation(statement);
				Kind kind = (literal != null) ? kind(literal) : Kind.OTHER;
				if (kind != Kind.REPLACED && kind != Kind.REMOVED) {
					changed.add(statement);
				}
				if (literal != null && !there && (kind == Kind.REPLACED || kind == Kind.NEIGHBOUR)) {
					changed.add(starter(statement, literal));
					there = true;
				}
			}
			return changed.equals(visited.getStatements()) ? visited : visited.withStatements(changed);
		}

		/** Returns the literal of a statement such as {@code implementation 'a:b:c'}. */
		private J.@Nullable Literal notation(Statement statement) {
			List<J.Literal> found = new ArrayList<>();
			new JavaIsoVisitor<List<J.Literal>>() {
				@Override
				public J.MethodInvocation visitMethodInvocation(J.MethodInvocation call, List<J.Literal> literals) {
					// whatever the languages put around it: the last line of a closure is
					// its
					// value
					Expression argument = call.getArguments().isEmpty() ? null : call.getArguments().get(0);
					if (argument instanceof J.Literal literal && literal.getValue() instanceof String) {
						literals.add(literal);
					}
					return call;
				}
			}.visit(statement, found);
			return (found.size() == 1) ? found.get(0) : null;
		}

		private Kind kind(J.Literal literal) {
			String[] parts = String.valueOf(literal.getValue()).split(":");
			return (parts.length < 2) ? Kind.OTHER : MoveDependencies.this.kind(parts[0], parts[1]);
		}

		private Statement starter(Statement like, J.Literal literal) {
			String source = String.valueOf(literal.getValueSource());
			String quote = source.isEmpty() ? "'" : source.substring(0, 1);
			String written = QUOTES.contains(quote) ? quote : "\"";
			J.Literal starter = literal.withValue(Coordinates.notation())
				.withValueSource(written + Coordinates.notation() + written);
			Statement copy = (Statement) Objects.requireNonNull(new JavaIsoVisitor<Integer>() {
				@Override
				public J.Literal visitLiteral(J.Literal one, Integer p) {
					return one.isScope(literal) ? starter : one;
				}
			}.visit(like, 0));
			return copy.withId(Tree.randomId());
		}

	}

}
