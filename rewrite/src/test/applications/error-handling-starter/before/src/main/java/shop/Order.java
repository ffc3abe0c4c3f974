package shop;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

public record Order(@NotBlank String article, @Size(max = 3) String note, @Pattern(regexp = "[A-Z]{4}") String coupon) {

}
