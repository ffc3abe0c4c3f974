package dev.mishap.internal.servlet.webmvc;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.mishap.ProblemRequest;
import dev.mishap.internal.HeaderFields;
import dev.mishap.internal.input.WebFramework;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** What Spring MVC knows of requests. */
public final class WebMvc implements WebFramework {

	private final ObjectProvider<RequestMappingHandlerAdapter> adapters;

	public WebMvc(ObjectProvider<RequestMappingHandlerAdapter> adapters) {
		this.adapters = adapters;
	}

	@Override
	public List<WebFramework.BodyReader> readers() {
		return this.adapters.orderedStream()
			.findFirst()
			.map(RequestMappingHandlerAdapter::getMessageConverters)
			.orElse(List.of())
			.stream()
			.map(WebFramework.BodyReader::of)
			.toList();
	}

	@Override
	public List<MethodParameter> arguments(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		Object handler = (servletRequest != null)
				? servletRequest.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) : null;
		return WebFramework.argumentsOf(handler);
	}

	@Override
	public Collection<String> parameterNames(ProblemRequest request) {
		HttpServletRequest servletRequest = request.unwrap(HttpServletRequest.class);
		try {
			return (servletRequest != null) ? names(servletRequest) : List.of();
		}
		catch (IOException | ServletException | RuntimeException ignored) {
			// where the container or a firewall does not parse the parameters there
			// are no names
			return List.of();
		}
	}

	private static Set<String> names(HttpServletRequest request) throws IOException, ServletException {
		Set<String> names = new HashSet<>(request.getParameterMap().keySet());
		if (HeaderFields.isMediaType(request.getContentType(), "multipart/")) {
			for (Part part : request.getParts()) {
				names.add(part.getName());
			}
		}
		return names;
	}

}
