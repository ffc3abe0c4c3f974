package dev.mishap.internal.servlet.webmvc;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Request as an error view sees it: as in a container's error dispatch, whatever the door
 * (Servlet 6.1, section 10.9). What a view leaves among the attributes goes with it.
 */
final class RenderedRequest extends HttpServletRequestWrapper {

	/**
	 * Where Tomcat keeps, for filters and for itself, what kind of dispatch this is. In
	 * an error dispatch, a further forward would count as one more of them.
	 */
	private static final String TOMCAT_DISPATCHER_TYPE = "org.apache.catalina.core.DISPATCHER_TYPE";

	private static final String RENDERING = RenderedRequest.class.getName();

	private boolean failed;

	private final Map<String, @Nullable Object> attributes = new HashMap<>();

	RenderedRequest(HttpServletRequest request) {
		super(request);
		this.attributes.put(RENDERING, this);
		this.attributes.put(TOMCAT_DISPATCHER_TYPE, DispatcherType.REQUEST);
	}

	/**
	 * Returns the request that an error view is at work on already, so that an error is
	 * one of the view itself.
	 * @param request the request that failed
	 * @return the request that the view was given, or {@code null} if there is none
	 */
	static @Nullable RenderedRequest around(HttpServletRequest request) {
		return (request.getAttribute(RENDERING) instanceof RenderedRequest rendered) ? rendered : null;
	}

	void fail() {
		this.failed = true;
	}

	boolean hasFailed() {
		return this.failed;
	}

	/** JSPs refuse other methods. */
	@Override
	public String getMethod() {
		return "HEAD".equals(super.getMethod()) ? "HEAD" : "GET";
	}

	@Override
	public DispatcherType getDispatcherType() {
		return (getAttribute(TOMCAT_DISPATCHER_TYPE) instanceof DispatcherType type) ? type : DispatcherType.REQUEST;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.containsKey(name) ? this.attributes.get(name) : super.getAttribute(name);
	}

	@Override
	public Enumeration<String> getAttributeNames() {
		Set<String> names = new LinkedHashSet<>(Collections.list(super.getAttributeNames()));
		this.attributes.forEach((name, value) -> {
			if (value != null) {
				names.add(name);
			}
			else {
				names.remove(name);
			}
		});
		return Collections.enumeration(names);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.put(name, null);
	}

}
