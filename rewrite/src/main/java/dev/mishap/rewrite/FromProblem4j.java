package dev.mishap.rewrite;

import java.util.List;
import java.util.Map;

import org.openrewrite.Recipe;
import org.openrewrite.java.ChangeType;

/**
 * Moves an application over from {@code problem4j-spring}.
 *
 * @since 0.1.0
 */
public final class FromProblem4j extends Recipe {

	private static final String PACKAGE = "io.github.problem4j.";

	@Override
	public String getDisplayName() {
		return "Move from problem4j-spring to Mishap";
	}

	@Override
	public String getDescription() {
		return "Moves dependencies and problems; marks what is left with a comment.";
	}

	@Override
	public List<Recipe> getRecipeList() {
		return List.of(
				new MoveDependencies("io.github.problem4j", List.of("problem4j-spring-webmvc"),
						List.of("problem4j-core", "problem4j-jackson2", "problem4j-jackson3", "problem4j-spring-web"),
						List.of()),
				new MoveKeys(false), new MoveProblems(),
				new ChangeType(PACKAGE + "core.ProblemException", "dev.mishap.ProblemException", true),
				new ChangeType(PACKAGE + "core.Problem", "dev.mishap.Problem", true), new ImportProblems(),
				new ListRemaining(PACKAGE, Map.of("ProblemMapping",
						"an entry under mishap.mappings, or @ResponseStatus, @ErrorCode and @ProblemMember on the class",
						"ProblemResolver",
						"a row in a bean of ProblemMappingsCustomizer, which can look into the exception",
						"ProblemPostProcessor", "a bean of ProblemCustomizer", "ProblemStatus", "an int")));
	}

}
