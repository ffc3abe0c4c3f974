package dev.mishap.internal.reactive;

import java.util.Locale;
import java.util.Map;

import dev.mishap.internal.RequestState;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;

/**
 * What the doors of a reactive application remember of one request. Signals of one
 * request come one after the other, mostly on several threads.
 */
public final class ReactiveState {

	private volatile boolean leftAlone;

	private volatile boolean originRejected;

	private volatile boolean localeDecided;

	private volatile boolean bodyRefused;

	private volatile boolean bodyLeft;

	private volatile boolean askedInside;

	private volatile @Nullable ServerWebExchange exchange;

	private volatile @Nullable Throwable bodyFailure;

	private volatile @Nullable Throwable tooLate;

	private volatile @Nullable DataSize limit;

	private volatile boolean limitBroken;

	private volatile ErrorPages.@Nullable Wanted wantedPage;

	private volatile @Nullable Resource resource;

	private ReactiveState() {
	}

	/**
	 * Returns the state of a request.
	 * @param state what the whole library remembers of the request
	 */
	public static ReactiveState of(RequestState state) {
		return state.note(ReactiveState.class, ReactiveState::new);
	}

	/**
	 * Returns the state of a request, and makes it where no door has seen the request.
	 * @param exchange the exchange
	 */
	public static RequestState requestState(ServerWebExchange exchange) {
		Map<String, Object> attributes = exchange.getAttributes();
		if (attributes.get(RequestState.ATTRIBUTE) instanceof RequestState state) {
			return state;
		}
		ProblemResponse response = ProblemResponse.in(exchange.getResponse());
		RequestState state = (response != null) ? response.state() : new RequestState();
		attributes.put(RequestState.ATTRIBUTE, state);
		of(state).exchange = exchange;
		return state;
	}

	/**
	 * Returns whether the errors of the request are for somebody else to answer.
	 */
	public boolean isLeftAlone() {
		return this.leftAlone;
	}

	void leaveAlone() {
		this.leftAlone = true;
	}

	/**
	 * Returns whether the request was rejected because of its origin.
	 */
	public boolean isOriginRejected() {
		return this.originRejected;
	}

	/**
	 * Notes that the request was rejected because of its origin.
	 */
	public void rejectOrigin() {
		this.originRejected = true;
	}

	/**
	 * Returns the exchange of the request.
	 * @return the exchange, or {@code null} as long as there is none
	 */
	public @Nullable ServerWebExchange exchange() {
		return this.exchange;
	}

	void enter(ServerWebExchange exchange, boolean localeDecided) {
		this.exchange = exchange;
		this.localeDecided = localeDecided;
	}

	/** Returns whether errors were answered before anybody further out was asked. */
	boolean isAskedInside() {
		return this.askedInside;
	}

	void askInside() {
		this.askedInside = true;
	}

	/** Returns whether it isn't for the header field alone to say the language. */
	boolean isLocaleDecided() {
		return this.localeDecided;
	}

	/**
	 * Returns the locale that an application has decided on.
	 * @param exchange the exchange
	 * @return the locale, or {@code null} if it is for the header field alone to say
	 */
	public static @Nullable Locale decidedLocale(ServerWebExchange exchange) {
		return of(requestState(exchange)).localeDecided ? exchange.getLocaleContext().getLocale() : null;
	}

	/**
	 * Returns whether who read the body has refused it in the middle.
	 */
	public boolean isBodyRefused() {
		return this.bodyRefused;
	}

	void refuseBody() {
		this.bodyRefused = true;
	}

	/** Returns whether nobody will read the body to its end. */
	boolean isBodyLeft() {
		return this.bodyLeft;
	}

	void leaveBody() {
		this.bodyLeft = true;
	}

	/**
	 * Returns what the body of the request failed with on its way to the server.
	 * @return the exception, or {@code null} if the body did not fail
	 */
	public @Nullable Throwable bodyFailure() {
		return this.bodyFailure;
	}

	void bodyFailed(Throwable failure) {
		this.bodyFailure = failure;
	}

	@Nullable DataSize limit() {
		return this.limit;
	}

	@Nullable DataSize brokenLimit() {
		return this.limitBroken ? this.limit : null;
	}

	/** Notes what the body may have, and whether it is announced to have more. */
	void limit(DataSize limit, boolean broken) {
		this.limit = limit;
		this.limitBroken = broken;
	}

	@Nullable Resource resource() {
		return this.resource;
	}

	/** Notes the resource of which a range was asked for. */
	void resource(Resource resource) {
		this.resource = resource;
	}

	@Nullable Throwable tooLate() {
		return this.tooLate;
	}

	/** Notes what came too late to answer, so that the response is to be cut. */
	void tooLate(Throwable exception) {
		this.tooLate = exception;
	}

	ErrorPages.@Nullable Wanted wantedPage() {
		return this.wantedPage;
	}

	/** Notes that people are to get a page of the application, if it has one. */
	void wantPage(ErrorPages.Wanted wanted) {
		this.wantedPage = wanted;
	}

}
