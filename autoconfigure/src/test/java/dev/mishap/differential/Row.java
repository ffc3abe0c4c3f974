package dev.mishap.differential;

import java.util.Locale;

import dev.mishap.differential.Applications.Server;

/** One run of a script: on which server, over which protocol, and where. */
record Row(Script script, Server server, Protocol protocol, Place place) {

	@Override
	public String toString() {
		return this.server + "/" + this.protocol + "/" + this.place;
	}

	/** The protocols, both in cleartext. */
	enum Protocol {

		H1, H2C;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
