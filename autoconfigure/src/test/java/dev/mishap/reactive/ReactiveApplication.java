package dev.mishap.reactive;

import reactor.blockhound.BlockHound;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The failing application on Reactor Netty. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveBeans.class)
public class ReactiveApplication {

	static {
		// a thread of the event loop that blocks fails at what it is about to do
		BlockHound.install((builder) -> builder
			// Netty waits for a lock of its own when many threads want buffers
			.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
			// Spring Security masks each CSRF token; the seed is now and then read from a
			// file
			.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
			// Jackson waits for a lock of its own when many are the first to read a type
			.allowBlockingCallsInside("tools.jackson.databind.deser.DeserializerCache",
					"_createAndCacheValueDeserializer")
			// its own files are read by the first constraint, with or without us
			.allowBlockingCallsInside("org.hibernate.validator.internal.engine.ValidatorImpl", "validate")
			.allowBlockingCallsInside("org.hibernate.validator.internal.engine.ValidatorImpl", "validateParameters")
			// Spring Security's words, which stay in the log
			.allowBlockingCallsInside("org.springframework.context.support.MessageSourceAccessor", "getMessage"));
	}

	/** No Spring Security, although it is on the class path. */
	static final String NO_SECURITY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration";

	/**
	 * For tests of another application: it has to be before the first thread is there.
	 * One that waits in a class while that is changed ends, and nobody runs its tasks.
	 */
	public static void forbidBlocking() {
		// the initializer has done it
	}

}
