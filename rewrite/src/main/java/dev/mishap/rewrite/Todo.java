package dev.mishap.rewrite;

import java.util.ArrayList;
import java.util.List;

import org.openrewrite.java.tree.Comment;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.TextComment;
import org.openrewrite.marker.Markers;

/** Comments that say what is left to do. */
final class Todo {

	/** How each comment begins. */
	static final String MARK = "TODO Mishap: ";

	private Todo() {
	}

	/**
	 * Returns a tree with a comment of one line above it, unless it is there already.
	 * @param tree the tree
	 * @param text what is left to do
	 */
	static <T extends J> T add(T tree, String text) {
		Space prefix = tree.getPrefix();
		String line = " " + MARK + text;
		for (Comment comment : prefix.getComments()) {
			if (comment instanceof TextComment known && known.getText().equals(line)) {
				return tree;
			}
		}
		List<Comment> comments = new ArrayList<>(prefix.getComments());
		String last = comments.isEmpty() ? prefix.getWhitespace() : comments.get(comments.size() - 1).getSuffix();
		String indent = last.substring(last.lastIndexOf('\n') + 1);
		comments.add(new TextComment(false, line, "\n" + indent, Markers.EMPTY));
		return tree.withPrefix(prefix.withComments(comments));
	}

}
