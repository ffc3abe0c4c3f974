package dev.mishap.internal.servlet;

import dev.mishap.internal.ProblemAnswer.Send;
import dev.mishap.internal.RequestState;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the doors of the Servlet API remember of one request between its dispatches.
 */
public final class ServletState {

	private int entered;

	private boolean guarded;

	private boolean refused;

	private boolean encoded;

	private boolean leftAlone;

	private boolean leftToErrorDispatch;

	private boolean originRejected;

	private boolean timedOut;

	private @Nullable Throwable tooLate;

	private @Nullable Throwable ofErrorPage;

	private @Nullable String refusedRange;

	private @Nullable String refusedAllow;

	private @Nullable Runnable restOfBody;

	private boolean seenByFilters;

	private boolean filled;

	private @Nullable Send offeredAnswer;

	private ServletState() {
	}

	/**
	 * Returns the state of a request.
	 * @param request the request
	 */
	public static ServletState of(HttpServletRequest request) {
		return of(requestState(request));
	}

	/**
	 * Returns the state of a request.
	 * @param state what the whole library remembers of the request
	 */
	public static ServletState of(RequestState state) {
		return state.note(ServletState.class, ServletState::new);
	}

	/**
	 * Returns what the whole library remembers of a request.
	 * @param request the request
	 */
	public static RequestState requestState(HttpServletRequest request) {
		if (request.getAttribute(RequestState.ATTRIBUTE) instanceof RequestState state) {
			return state;
		}
		RequestState state = new RequestState();
		request.setAttribute(RequestState.ATTRIBUTE, state);
		return state;
	}

	/**
	 * Returns whether the request is inside of the outermost filter at the moment, for
	 * the application or an error page.
	 */
	public boolean isEntered() {
		return this.entered > 0;
	}

	/**
	 * Notes that a dispatch enters the outermost filter.
	 */
	public void enter() {
		this.entered++;
	}

	/**
	 * Notes that a dispatch leaves the outermost filter.
	 */
	public void leave() {
		this.entered--;
	}

	/**
	 * Returns whether the outermost filter is around the request, which cuts what comes
	 * too late to answer.
	 */
	public boolean isGuarded() {
		return this.guarded;
	}

	/**
	 * Notes that the outermost filter is around the request.
	 */
	public void guard() {
		this.guarded = true;
	}

	/**
	 * Returns whether the application has refused the request by {@code sendError}, or
	 * has redirected the client.
	 */
	public boolean isRefused() {
		return this.refused;
	}

	/**
	 * Notes whether the container has a refusal or redirect of the application.
	 * @param refused whether it has
	 */
	public void refused(boolean refused) {
		this.refused = refused;
	}

	/**
	 * Returns whether a filter has announced an encoding before MVC took over: what a
	 * handler writes goes through it.
	 */
	public boolean isEncoded() {
		return this.encoded;
	}

	/**
	 * Notes that a filter has announced an encoding of what is written inside of it.
	 */
	public void encoded() {
		this.encoded = true;
	}

	/**
	 * Returns whether the errors of the request are for somebody else to answer.
	 */
	public boolean isLeftAlone() {
		return this.leftAlone;
	}

	/**
	 * Notes that the errors of the request are for somebody else to answer.
	 */
	public void leaveAlone() {
		this.leftAlone = true;
	}

	/**
	 * Returns whether the statuses 403 and 404 of the request all go through
	 * {@code sendError}, so that the answer is the same wherever they came from, down to
	 * the order of header fields.
	 */
	public boolean isLeftToErrorDispatch() {
		return this.leftToErrorDispatch;
	}

	/**
	 * Notes that the statuses 403 and 404 of the request all go through
	 * {@code sendError}.
	 */
	public void leaveToErrorDispatch() {
		this.leftToErrorDispatch = true;
	}

	/**
	 * Returns whether the answer to the exception at hand goes through {@code sendError},
	 * because a filter of the application looks for it.
	 */
	public boolean isSeenByFilters() {
		return this.seenByFilters;
	}

	/**
	 * Notes whether the answer to the exception at hand goes through {@code sendError}.
	 * @param seen whether a filter of the application looks for it
	 */
	public void seenByFilters(boolean seen) {
		this.seenByFilters = seen;
	}

	/**
	 * Returns the answer to a status that came by {@code sendError} after all.
	 * @param status the status
	 * @return the answer, or {@code null} if there is none of this status
	 */
	public @Nullable Send offered(int status) {
		return (this.offeredAnswer != null && this.offeredAnswer.status() == status) ? this.offeredAnswer : null;
	}

	/**
	 * Keeps an answer for the case that {@code sendError} reaches the container.
	 * @param answer the answer, or {@code null} if nobody waits for it any more
	 */
	public void offer(@Nullable Send answer) {
		this.offeredAnswer = answer;
	}

	/**
	 * Returns whether the error is a status that the application has sent without a body.
	 */
	public boolean isFilled() {
		return this.filled;
	}

	/**
	 * Notes whether the error is a status that the application has sent without a body:
	 * what it gets for one leaves that status as it is.
	 * @param filled whether it is
	 */
	public void filled(boolean filled) {
		this.filled = filled;
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
	 * Returns whether the asynchronous handling of the request took too long.
	 */
	public boolean isTimedOut() {
		return this.timedOut;
	}

	/**
	 * Notes that the asynchronous handling of the request took too long: a container that
	 * nobody tells what to do then says 500 and not why.
	 */
	public void timedOut() {
		this.timedOut = true;
	}

	/**
	 * Returns a field with which the application refused the request, for the status that
	 * owes it: containers drop some, and set others, on the way to their ERROR dispatch.
	 * @param name {@code Allow} or {@code Content-Range}
	 * @return the value, or {@code null} if there was none
	 */
	public @Nullable String refusedWith(String name) {
		return "Allow".equals(name) ? this.refusedAllow : this.refusedRange;
	}

	/**
	 * Notes the fields with which the application refuses the request.
	 * @param allow the value of {@code Allow}, or {@code null} if there is none
	 * @param range the value of {@code Content-Range}, or {@code null} if there is none
	 */
	public void refuseWith(@Nullable String allow, @Nullable String range) {
		this.refusedAllow = allow;
		this.refusedRange = range;
	}

	/**
	 * Notes how a container reads over what is left of the body. Where it cannot, it says
	 * in the answer that it closes the connection.
	 * @param restOfBody reads over it
	 */
	public void restOfBody(Runnable restOfBody) {
		this.restOfBody = restOfBody;
	}

	/**
	 * Reads over what is left of the body, before an answer is sent.
	 */
	public void skipRestOfBody() {
		if (this.restOfBody != null) {
			this.restOfBody.run();
		}
	}

	/**
	 * Returns what came too late to answer, so that the response is to be cut.
	 * @return the exception, or {@code null} if there is none
	 */
	public @Nullable Throwable tooLate() {
		return this.tooLate;
	}

	public void tooLate(Throwable exception) {
		this.tooLate = exception;
	}

	/**
	 * Returns the exception that the application's own error page is about.
	 * @return the exception, or {@code null} if there is none
	 */
	public @Nullable Throwable ofErrorPage() {
		return this.ofErrorPage;
	}

	/**
	 * Notes the exception that the application's own error page is about.
	 * @param exception the exception
	 */
	public void leaveToErrorPage(Throwable exception) {
		this.ofErrorPage = exception;
	}

}
