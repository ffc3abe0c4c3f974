package dev.mishap.sample.vault;

import java.util.Map;

import dev.mishap.AnswersWith;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Documents of single owners. To everybody else a document that exists and one that does
 * not look the same: 404 for reading, 403 for anything else, and 401 without a token,
 * whatever the name. Nothing here takes care of that: it says what is the case, and
 * {@code mishap.security.conceal} in {@code application.yml} does the rest.
 */
@RestController
class VaultController {

	private static final Map<String, Document> DOCUMENTS = Map.of("ada-notes",
			new Document("ada-notes", "ada", "The engine weaves algebraical patterns."), "bob-notes",
			new Document("bob-notes", "bob", "Buy milk."));

	@AnswersWith("NOT_FOUND")
	@GetMapping("/vault/{name}")
	Document read(@PathVariable String name, Authentication caller) {
		return owned(name, caller);
	}

	/** Not even owners may. */
	@DeleteMapping("/vault/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String name, Authentication caller) {
		Document document = owned(name, caller);
		throw new AccessDeniedException(document.name() + " is kept for ever");
	}

	private static Document owned(String name, Authentication caller) {
		Document document = DOCUMENTS.get(name);
		if (document == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		if (!document.owner().equals(caller.getName())) {
			throw new AccessDeniedException(name + " belongs to somebody else");
		}
		return document;
	}

	record Document(String name, String owner, String text) {

	}

}
