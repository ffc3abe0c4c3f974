package dev.mishap.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The applications of all error libraries, alive at once. */
final class Fleet implements AutoCloseable {

	private final Map<Library, Server> servers = new EnumMap<>(Library.class);

	private final Profile profile;

	private Fleet(Profile profile) {
		this.profile = profile;
	}

	/**
	 * Starts one application for each library.
	 * @param profile how thoroughly is measured
	 * @param stack what they stand on
	 * @param libraries the libraries
	 * @param secured whether with Spring Security
	 * @param properties further properties of all, {@code key=value}
	 */
	static Fleet start(Profile profile, Stack stack, List<Library> libraries, boolean secured, String... properties) {
		Fleet fleet = new Fleet(profile);
		try {
			for (Library library : libraries) {
				fleet.servers.put(library, Server.start(stack, library, secured, profile.jvmOptions(), properties));
			}
			fleet.servers.values().forEach(Server::awaitReady);
			return fleet;
		}
		catch (RuntimeException ex) {
			fleet.close();
			throw ex;
		}
	}

	Server server(Library library) {
		Server server = this.servers.get(library);
		if (server == null) {
			throw new IllegalArgumentException("not started: " + library);
		}
		return server;
	}

	/** Loads applications for a while, so that they are compiled. */
	void warmUp(List<Library> libraries, Exchange exchange, Duration duration) {
		if (!duration.isZero()) {
			for (Library library : libraries) {
				Server server = server(library);
				exchange.check(server, load(server, exchange, duration));
			}
		}
	}

	/** Measures applications in turn, as often as the profile says. */
	Figures measure(List<Library> libraries, Exchange exchange) {
		Figures figures = new Figures();
		for (int round = 0; round < this.profile.rounds(); round++) {
			for (Library library : libraries) {
				Server server = server(library);
				server.begin();
				LoadGenerator.Load load = load(server, exchange, this.profile.segment());
				Server.Usage usage = server.end();
				exchange.check(server, load);
				figures.add(server.library(), Figures.Segment.of(load, usage));
				figures.answer(server.library(), load.last());
			}
		}
		return figures;
	}

	private static LoadGenerator.Load load(Server server, Exchange exchange, Duration duration) {
		return new LoadGenerator(server.port(), exchange.connections()).send(exchange.request(), duration,
				Long.MAX_VALUE);
	}

	@Override
	public void close() {
		new ArrayList<>(this.servers.values()).forEach(Server::close);
	}

	/**
	 * Request that is measured, with the answer that it must have.
	 *
	 * @param title what it is called in the report
	 * @param request the bytes
	 * @param connections how many connections send it
	 * @param statuses the statuses by error library
	 */
	record Exchange(String title, byte[] request, int connections, Function<Library, Set<Integer>> statuses) {

		static Exchange of(Scenario scenario, int connections) {
			return new Exchange(scenario.title(), scenario.request(), connections, scenario::statuses);
		}

		void check(Server server, LoadGenerator.Load load) {
			load.expect(server.library() + ", " + this.title, this.statuses.apply(server.library()));
		}

	}

}
