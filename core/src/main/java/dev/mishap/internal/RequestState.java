package dev.mishap.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What the library remembers of one request between its dispatches: the only thing that
 * it keeps there. A door, or a part of one, adds a note of a type of its own.
 * <p>
 * Not thread-safe, as a request is not.
 */
public final class RequestState {

	/**
	 * Name of the request attribute under which a door keeps the state.
	 */
	public static final String ATTRIBUTE = RequestState.class.getName();

	/** Most requests have one note, for which a map would be large. */
	private @Nullable Object first;

	private @Nullable Map<Class<?>, Object> notes;

	private @Nullable String requestId;

	private @Nullable Locale locale;

	private @Nullable Throwable logged;

	private @Nullable Throwable witnessed;

	private @Nullable Throwable unread;

	private boolean answered;

	private @Nullable Throwable answeredFor;

	private @Nullable String answeredWith;

	private @Nullable Runnable news;

	private int newsOf;

	/**
	 * Creates the state of a request that has just arrived.
	 */
	public RequestState() {
	}

	/**
	 * Returns the note of a type, and makes it at the first call.
	 * @param <T> the type of the note
	 * @param type the type of the note
	 * @param initial makes the note
	 */
	public <T> T note(Class<T> type, Supplier<T> initial) {
		T note = note(type);
		if (note == null) {
			note = initial.get();
			add(type, note);
		}
		return note;
	}

	private void add(Class<?> type, Object note) {
		if (this.first == null && note.getClass() == type) {
			this.first = note;
			return;
		}
		if (this.notes == null) {
			this.notes = new HashMap<>(4);
		}
		this.notes.put(type, note);
	}

	/**
	 * Returns the note of a type.
	 * @param <T> the type of the note
	 * @param type the type of the note
	 * @return the note, or {@code null} if nobody has made it
	 */
	public <T> @Nullable T note(Class<T> type) {
		Object first = this.first;
		if (first != null && first.getClass() == type) {
			return type.cast(first);
		}
		return (this.notes != null) ? type.cast(this.notes.get(type)) : null;
	}

	/**
	 * Remembers which exception made somebody else refuse the request, so that the answer
	 * can say more than the status does.
	 * @param exception the exception, or {@code null} to forget it
	 */
	public void witness(@Nullable Throwable exception) {
		this.witnessed = exception;
	}

	/**
	 * Returns the exception that made somebody else refuse the request.
	 * @return the exception, or {@code null} if none is known
	 */
	public @Nullable Throwable witnessed() {
		return this.witnessed;
	}

	/**
	 * Remembers why the body of the request could not be read on: whoever reads it may
	 * wrap that in anything, and to no reader it is known from its class alone.
	 * @param failure what the container says of the body
	 */
	public void unread(Throwable failure) {
		this.unread = failure;
	}

	/**
	 * Returns why the body of the request could not be read on.
	 * @return what the container says, or {@code null} if it says nothing
	 */
	public @Nullable Throwable unread() {
		return this.unread;
	}

	public @Nullable String requestId() {
		return this.requestId;
	}

	public void requestId(String requestId) {
		this.requestId = requestId;
	}

	public @Nullable Locale locale() {
		return this.locale;
	}

	public void locale(Locale locale) {
		this.locale = locale;
	}

	public boolean isLogged(Throwable exception) {
		return this.logged == exception;
	}

	public void logged(Throwable exception) {
		this.logged = exception;
	}

	public boolean isAnswered() {
		return this.answered;
	}

	/**
	 * Remembers the answer, for error pages that somebody else makes.
	 * @param exception the exception that was answered, or {@code null} if there was
	 * none, or nobody may know of it
	 * @param words what the answer says to the caller
	 */
	public void answered(@Nullable Throwable exception, @Nullable String words) {
		this.answered = true;
		this.answeredFor = exception;
		this.answeredWith = words;
	}

	/**
	 * Keeps what is to be said of an answer that somebody may still turn into another.
	 * @param status the status of the answer
	 * @param news says it, or {@code null} if there is nothing to say any more
	 */
	public void sayLater(int status, @Nullable Runnable news) {
		this.newsOf = status;
		this.news = news;
	}

	/**
	 * Returns what is to be said of an answer, once.
	 * @param status the status that came of it
	 * @return the news, or {@code null} if there are none of this status
	 */
	public @Nullable Runnable news(int status) {
		Runnable news = (this.newsOf == status) ? this.news : null;
		if (news != null) {
			this.news = null;
		}
		return news;
	}

	/**
	 * Forgets an answer that somebody has turned into what is no error.
	 */
	public void unanswered() {
		this.news = null;
		this.answered = false;
		this.answeredFor = null;
		this.answeredWith = null;
	}

	/**
	 * Returns the exception that was answered.
	 * @return the exception, or {@code null} if there was none, or nobody may know of it
	 */
	public @Nullable Throwable answeredFor() {
		return this.answeredFor;
	}

	/**
	 * Returns what the answer says to the caller.
	 * @return the words, or {@code null} if there are none
	 */
	public @Nullable String answeredWith() {
		return this.answeredWith;
	}

}
