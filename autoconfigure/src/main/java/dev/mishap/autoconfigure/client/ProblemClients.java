package dev.mishap.autoconfigure.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.mishap.client.ProblemClient;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of the services that are called: by keys, by beans, and by what
 * holds for all.
 */
final class ProblemClients {

	private final MishapClientProperties properties;

	private final ProblemClient all;

	private final List<ProblemClient> beans;

	/** By what an application has said, which is the same object for each call. */
	private final Map<ProblemClient, ProblemClient> completed = new ConcurrentHashMap<>();

	ProblemClients(MishapClientProperties properties, List<ProblemClient> beans, String requestIdField,
			@Nullable ObservationRegistry observations) {
		this.properties = properties;
		this.beans = beans;
		this.all = properties.all()
			.client("")
			.requestIdField(requestIdField)
			.ownHosts(properties.ownHosts())
			.observationRegistry(observations)
			.build();
	}

	/** Returns what holds for services of which nothing is said. */
	ProblemClient all() {
		return this.all;
	}

	/** Returns the client of a group of HTTP interfaces. */
	ProblemClient named(String name) {
		for (ProblemClient bean : this.beans) {
			if (bean.name().equals(name)) {
				return complete(bean);
			}
		}
		return complete(ProblemClient.named(name));
	}

	/** Returns a client with everything that is said elsewhere of the service. */
	ProblemClient complete(ProblemClient client) {
		if (this.completed.size() > 1000) {
			// somebody makes a client for each call
			return completed(client);
		}
		return this.completed.computeIfAbsent(client, this::completed);
	}

	private ProblemClient completed(ProblemClient client) {
		return this.properties.service(client.name()).client(client.name()).build().orElse(client).orElse(this.all);
	}

}
