package dev.mishap.applications.pages.basic;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

record Order(@NotBlank String article, @Min(1) int amount) {

}
