package dev.mishap.applications.pages.errorpage;

import java.util.ArrayList;
import java.util.List;

/** Parameters of a search, bound by name and index. */
public class Search {

	private List<Line> lines = new ArrayList<>();

	public List<Line> getLines() {
		return this.lines;
	}

	public void setLines(List<Line> lines) {
		this.lines = lines;
	}

	/** One line of a search. */
	public static class Line {

		private int amount;

		public int getAmount() {
			return this.amount;
		}

		public void setAmount(int amount) {
			this.amount = amount;
		}

	}

}
