package dev.mishap.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.mishap.testing.Lean;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandler.ContextScopeListener;
import org.eclipse.jetty.util.Callback;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The same application four times: on both servers, with the library and without. */
final class Applications implements AutoCloseable {

	static final String OF_LIBRARY = "dev.mishap.";

	private final Map<Server, ConfigurableApplicationContext> bare = new ConcurrentHashMap<>();

	private final Map<Server, ConfigurableApplicationContext> starter = new ConcurrentHashMap<>();

	Applications() throws InterruptedException, ExecutionException {
		ExecutorService starters = Executors.newFixedThreadPool(Server.values().length);
		try {
			Map<Server, Future<?>> started = new EnumMap<>(Server.class);
			for (Server server : Server.values()) {
				started.put(server, starters.submit(() -> {
					this.bare.put(server, start(server, false));
					this.starter.put(server, start(server, true));
				}));
			}
			for (Future<?> server : started.values()) {
				server.get();
			}
		}
		finally {
			starters.shutdown();
		}
	}

	int port(Server server, boolean withLibrary) {
		ConfigurableApplicationContext context = (withLibrary ? this.starter : this.bare).get(server);
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static ConfigurableApplicationContext start(Server server, boolean withLibrary) {
		return start(server, withLibrary ? List.of(OF_LIBRARY) : List.of(), StageBeans.class,
				"server.http2.enabled=true");
	}

	/**
	 * Starts an application.
	 * @param server the server
	 * @param more beginnings of the names of the auto-configurations that it has beside
	 * those of Boot's web starter, without {@code org.springframework.boot.}
	 * @param beans the beans of the application
	 * @param properties its properties
	 */
	static ConfigurableApplicationContext start(Server server, List<String> more, Class<?> beans,
			String... properties) {
		List<String> all = new ArrayList<>(more);
		all.add(server.autoConfiguration());
		return new SpringApplicationBuilder(Stage.class, beans, server.watch()).web(WebApplicationType.SERVLET)
			.properties("server.port=0", "server.shutdown=immediate", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "spring.jmx.enabled=false", "mishap.log.trace-budget=1000000",
					Lean.with(all))
			.properties(properties)
			.run();
	}

	@Override
	public void close() {
		this.bare.values().forEach(ConfigurableApplicationContext::close);
		this.starter.values().forEach(ConfigurableApplicationContext::close);
	}

	/** The servers. */
	enum Server {

		TOMCAT("tomcat.autoconfigure.servlet.", WatchTomcat.class),

		JETTY("jetty.autoconfigure.servlet.", WatchJetty.class);

		private final String autoConfiguration;

		private final Class<?> watch;

		Server(String autoConfiguration, Class<?> watch) {
			this.autoConfiguration = autoConfiguration;
			this.watch = watch;
		}

		String autoConfiguration() {
			return this.autoConfiguration;
		}

		Class<?> watch() {
			return this.watch;
		}

		@Override
		public String toString() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Stage {

	}

	/** Tells runs, outside of all filters, when their thread comes and goes. */
	@Configuration(proxyBeanMethods = false)
	static class WatchTomcat {

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> watch() {
			return (factory) -> factory.addEngineValves(new WatchingValve());
		}

	}

	private static final class WatchingValve extends ValveBase {

		WatchingValve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			Run run = Run.of(request.getQueryString());
			if (run == null) {
				getNext().invoke(request, response);
				return;
			}
			run.enter();
			try {
				getNext().invoke(request, response);
			}
			finally {
				Run.leave();
				run.returned();
				run.finished();
			}
		}

	}

	/**
	 * The same on Jetty, where later dispatches of a request do not pass the handlers.
	 */
	@Configuration(proxyBeanMethods = false)
	static class WatchJetty {

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> watch() {
			return (factory) -> factory.addServerCustomizers((server) -> {
				server.getDescendants(ContextHandler.class)
					.forEach((handler) -> handler.addEventListener(new WatchingListener()));
				server.setHandler(new WatchingHandler(server.getHandler()));
			});
		}

	}

	private static final class WatchingHandler extends Handler.Wrapper {

		WatchingHandler(Handler handler) {
			super(handler);
		}

		@Override
		public boolean handle(org.eclipse.jetty.server.Request request, org.eclipse.jetty.server.Response response,
				Callback callback) throws Exception {
			Run run = Run.of(request.getHttpURI().getQuery());
			if (run == null) {
				return super.handle(request, response, callback);
			}
			run.enter();
			org.eclipse.jetty.server.Request.addCompletionListener(request, (failure) -> run.finished());
			try {
				return super.handle(request, response, callback);
			}
			finally {
				Run.leave();
				run.returned();
			}
		}

	}

	private static final class WatchingListener implements ContextScopeListener {

		@Override
		public void enterScope(Context context, org.eclipse.jetty.server.Request request) {
			Run run = (request != null) ? Run.of(request.getHttpURI().getQuery()) : null;
			if (run != null) {
				run.enter();
			}
		}

		@Override
		public void exitScope(Context context, org.eclipse.jetty.server.Request request) {
			if (request != null) {
				Run.leave();
			}
		}

	}

}
