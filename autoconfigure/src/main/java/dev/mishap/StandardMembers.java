package dev.mishap;

import java.util.Set;

/** Names of the members that every problem body has or may have. */
final class StandardMembers {

	static final String TYPE = "type";

	static final String TITLE = "title";

	static final String STATUS = "status";

	static final String DETAIL = "detail";

	static final String INSTANCE = "instance";

	static final String CODE = "code";

	static final String REQUEST_ID = "request_id";

	static final String ERRORS = "errors";

	static final Set<String> RESERVED = Set.of(TYPE, TITLE, STATUS, DETAIL, INSTANCE, CODE, REQUEST_ID, ERRORS);

	private StandardMembers() {
	}

}
