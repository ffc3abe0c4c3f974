package shop;

import jakarta.validation.constraints.NotBlank;

public record Order(@NotBlank String article) {

}
