package dev.mishap.validation;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.web.HttpSessionRequiredException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes what has other types on WebFlux: files and sessions. */
@RestController
public class ServletInput {

	@PostMapping("/file")
	String file(@RequestParam("picture") MultipartFile picture) {
		return "ok";
	}

	@GetMapping("/session-required")
	String sessionRequired() throws HttpSessionRequiredException {
		throw new HttpSessionRequiredException("Expected session attribute 'cart'", "cart");
	}

	@PostMapping("/unusual/upload")
	String upload(@Valid @ModelAttribute Upload upload) {
		return "ok";
	}

	@PostMapping("/unusual/pictures")
	String pictures(@RequestParam("pictures") @Size(min = 2) List<MultipartFile> pictures) {
		return "ok";
	}

	static class Upload {

		@NotNull
		private MultipartFile picture;

		@NotBlank
		private String title;

		public MultipartFile getPicture() {
			return this.picture;
		}

		public void setPicture(MultipartFile picture) {
			this.picture = picture;
		}

		public String getTitle() {
			return this.title;
		}

		public void setTitle(String title) {
			this.title = title;
		}

	}

}
