package dev.mishap.validation;

import dev.mishap.validation.BodyController.Item;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;

import org.springframework.stereotype.Service;
import org.springframework.validation.annotation.Validated;

/** Has constraints of its own on its arguments. */
@Service
@Validated
class StockService {

	void reserve(@Min(1) int count) {
	}

	void add(@Valid Item item) {
	}

}
