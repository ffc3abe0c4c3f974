package dev.mishap.validation;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;

/** Takes what has other types on Spring MVC: files. */
@RestController
public class ReactiveInput {

	@PostMapping("/file")
	String file(@RequestPart("picture") FilePart picture) {
		return "ok";
	}

	@PostMapping("/unusual/upload")
	String upload(@Valid @ModelAttribute Upload upload) {
		return "ok";
	}

	@PostMapping("/unusual/pictures")
	String pictures(@RequestPart("pictures") @Size(min = 2) List<FilePart> pictures) {
		return "ok";
	}

	static class Upload {

		@NotNull
		private FilePart picture;

		@NotBlank
		private String title;

		public FilePart getPicture() {
			return this.picture;
		}

		public void setPicture(FilePart picture) {
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
