package dev.mishap.contract;

/** What an application of the contract runs on. */
public enum Server {

	/** Spring MVC on Tomcat. */
	TOMCAT,

	/** Spring MVC on Jetty. */
	JETTY,

	/** WebFlux on Reactor Netty. */
	NETTY;

	/** Returns whether it is WebFlux that runs there. */
	public boolean isReactive() {
		return this == NETTY;
	}

}
