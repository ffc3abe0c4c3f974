package dev.mishap.internal.registry;

import java.util.List;

import dev.mishap.Problem;

/**
 * Row of a table of problems as data.
 *
 * @param exception the class that the row is for, subclasses included
 * @param answers the problems that the row can answer with, as far as it was said when it
 * was added: all parts but status, code, texts and header fields may differ. None if only
 * the exception decides
 * @param origin where the row comes from
 * @param fixed whether it always answers, with the one problem; other rows look into the
 * exception and may leave it to the next row
 */
public record MappedRow(Class<?> exception, List<Problem> answers, RowOrigin origin, boolean fixed) {

	/**
	 * Creates a row.
	 */
	public MappedRow {
		answers = List.copyOf(answers);
	}

}
