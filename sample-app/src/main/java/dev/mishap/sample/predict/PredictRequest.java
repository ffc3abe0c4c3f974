package dev.mishap.sample.predict;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to know.
 *
 * @param text the text to judge
 * @param maxLabels how many labels to return, three without it
 */
public record PredictRequest(@NotBlank @Size(max = 2000) String text, @Nullable @Min(1) @Max(3) Integer maxLabels) {

}
