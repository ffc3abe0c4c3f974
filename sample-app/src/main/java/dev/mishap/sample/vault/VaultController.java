package dev.mishap.sample.vault;

import java.util.Map;

import org.jspecify.annotations.Nullable;

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
 * whatever the name.
 */
@RestController
class VaultController {

	private static final Map<String, Document> DOCUMENTS = Map.of("ada-notes",
			new Document("ada-notes", "ada", "The engine weaves algebraical patterns."), "bob-notes",
			new Document("bob-notes", "bob", "Buy milk."));

	@GetMapping("/vault/{name}")
	Document read(@PathVariable String name, Authentication caller) {
		Document document = DOCUMENTS.get(name);
		if (document == null || !isOwner(document, caller)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return document;
	}

	/** Permission is checked before existence, and nobody has it. */
	@DeleteMapping("/vault/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String name, Authentication caller) {
		throw new AccessDeniedException("documents are kept for ever");
	}

	private static boolean isOwner(@Nullable Document document, Authentication caller) {
		return document != null && document.owner().equals(caller.getName());
	}

	record Document(String name, String owner, String text) {

	}

}
