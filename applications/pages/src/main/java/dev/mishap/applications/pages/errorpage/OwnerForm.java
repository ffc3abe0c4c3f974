package dev.mishap.applications.pages.errorpage;

import jakarta.validation.constraints.NotBlank;

record OwnerForm(@NotBlank String name, @NotBlank String city) {

}
