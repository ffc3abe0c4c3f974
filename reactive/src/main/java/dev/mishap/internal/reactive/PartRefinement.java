package dev.mishap.internal.reactive;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.mishap.Problem;
import dev.mishap.ProblemRequest;
import dev.mishap.Violation.Location;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.input.InputRows;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds a part that is of another kind than its handler takes, a text in the place of a
 * file. WebFlux does not look: it calls the handler with it, which Java refuses.
 */
public final class PartRefinement implements ProblemRefinement {

	private final Supplier<InputRows> input;

	/**
	 * Creates the refinement.
	 * @param input returns the rows of input
	 */
	public PartRefinement(Supplier<InputRows> input) {
		this.input = input;
	}

	@Override
	public Stage stage() {
		return Stage.PAYLOAD;
	}

	@Override
	public List<Problem> answers() {
		return List.of(Problem.of(400, "INVALID_PARAMETER"));
	}

	@Override
	public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
			ProblemAnswer.Fields fields) {
		boolean refused = exception != null && exception.getClass() == IllegalStateException.class
				&& exception.getCause() instanceof IllegalArgumentException;
		ServerWebExchange exchange = refused ? request.unwrap(ServerWebExchange.class) : null;
		Problem found = (exchange != null) ? ofOtherKind(exchange, request) : null;
		return (found != null) ? found : problem;
	}

	private @Nullable Problem ofOtherKind(ServerWebExchange exchange, ProblemRequest request) {
		for (MethodParameter argument : this.input.get().arguments(request)) {
			Class<?> wanted = argument.getParameterType();
			String name = Part.class.isAssignableFrom(wanted) ? name(argument) : null;
			Part sent = (name != null) ? sent(exchange, name) : null;
			if (name != null && sent != null && !wanted.isInstance(sent)) {
				return FilePart.class.isAssignableFrom(wanted) ? this.input.get().missingPart(name, request)
						: InputRows.refused(Location.PART, name);
			}
		}
		return null;
	}

	private static @Nullable String name(MethodParameter argument) {
		RequestPart part = argument.getParameterAnnotation(RequestPart.class);
		if (part == null) {
			return null;
		}
		return part.name().isEmpty() ? argument.getParameterName() : part.name();
	}

	/** The handler was called, so the parts were read: this does not wait. */
	private static @Nullable Part sent(ServerWebExchange exchange, String name) {
		AtomicReference<MultiValueMap<String, Part>> parts = new AtomicReference<>();
		exchange.getMultipartData().subscribe(parts::set, (ignored) -> {
		});
		MultiValueMap<String, Part> read = parts.get();
		return (read != null) ? read.getFirst(name) : null;
	}

}
