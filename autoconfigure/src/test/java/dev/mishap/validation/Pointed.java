package dev.mishap.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.params.provider.Arguments;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Takes bodies whose members stand elsewhere than the properties of Java, by one handler
 * each; {@code PointerPropertyTests} makes many more.
 */
@RestController
class Pointed {

	/** Path, body, and the entry of {@code errors[]}. */
	static Stream<Arguments> cases() {
		String blank = "'code':'NOT_BLANK','detail':'This must not be blank.'}";
		String min = "'code':'MIN','detail':'This has to be at least 1.','min':1}";
		String number = "'code':'WRONG_TYPE','detail':'Expected a whole number.'}";
		return Stream.of(arguments("/pointed/built", "{'name':''}", "{'pointer':'#/name'," + blank),
				arguments("/pointed/keys", "{'items':{'light-green':{'sku':''}}}",
						"{'pointer':'#/items/light-green/sku'," + blank),
				arguments("/pointed/wrapped", "{'shapes':[{'circle':{'radius':0}}]}",
						"{'pointer':'#/shapes/0/circle/radius'," + min),
				arguments("/pointed/wrapped", "{'shapes':[{'circle':{'radius':'x'}}]}",
						"{'pointer':'#/shapes/0/circle/radius'," + number),
				arguments("/pointed/array", "{'at':[0,1]}", "{'pointer':'#/at/0'," + min),
				arguments("/pointed/array", "{'at':[1,'x']}", "{'pointer':'#/at/1'," + number),
				arguments("/pointed/any", "{'k':{'sku':''}}", "{'pointer':'#/k/sku'," + blank),
				arguments("/pointed/optional", "{'item':{'sku':''}}", "{'pointer':'#/item/sku'," + blank),
				arguments("/pointed/external", "{'kind':'card','pay_with':{'amount':0}}",
						"{'pointer':'#/pay_with/amount'," + min),
				arguments("/pointed/external", "{'kind':'card','pay_with':{'amount':'x'}}",
						"{'pointer':'#/pay_with/amount'," + number),
				arguments("/pointed/external", "{'pay_with':{'amount':'x'},'kind':'card'}",
						"{'pointer':'#/pay_with/amount'," + number),
				arguments("/pointed/set", "{'items':[{'sku':'a'},{'sku':''}]}",
						"{'pointer':'#/items','code':'NOT_BLANK','detail':'This must not be blank.','element':'[].sku'}"),
				arguments("/pointed/set", "{'items':[{'sku':'a'},{'sku':'a'},{'sku':{}}]}",
						"{'pointer':'#/items/2/sku','code':'WRONG_TYPE','detail':'Expected a string.'}"),
				arguments("/pointed/required", "{}",
						"{'pointer':'#/some','code':'REQUIRED','detail':'A value is required here.'}"),
				arguments("/pointed/required", "{'some':null}",
						"{'pointer':'#/some','code':'REQUIRED','detail':'A value is required here.'}"));
	}

	@PostMapping("/pointed/built")
	String built(@Valid @RequestBody Built built) {
		return "ok";
	}

	@PostMapping("/pointed/keys")
	String keys(@Valid @RequestBody Keys keys) {
		return "ok";
	}

	@PostMapping("/pointed/wrapped")
	String wrapped(@Valid @RequestBody Wrapped wrapped) {
		return "ok";
	}

	@PostMapping("/pointed/array")
	String array(@Valid @RequestBody Placed placed) {
		return "ok";
	}

	@PostMapping("/pointed/any")
	String any(@Valid @RequestBody Any any) {
		return "ok";
	}

	@PostMapping("/pointed/optional")
	String optional(@Valid @RequestBody Perhaps perhaps) {
		return "ok";
	}

	@PostMapping("/pointed/external")
	String external(@Valid @RequestBody External external) {
		return "ok";
	}

	@PostMapping("/pointed/set")
	String set(@Valid @RequestBody Several several) {
		return "ok";
	}

	@PostMapping("/pointed/required")
	String required(@Valid @RequestBody Required required) {
		return "ok";
	}

	record Item(@NotBlank String sku) {

	}

	@com.fasterxml.jackson.databind.annotation.JsonDeserialize(builder = Built.Builder.class)
	@tools.jackson.databind.annotation.JsonDeserialize(builder = Built.Builder.class)
	static final class Built {

		@NotBlank
		private final String name;

		private Built(String name) {
			this.name = name;
		}

		public String getName() {
			return this.name;
		}

		static final class Builder {

			private String name;

			public Builder withName(String name) {
				this.name = name;
				return this;
			}

			public Built build() {
				return new Built(this.name);
			}

		}

	}

	record Keys(Map<BodyController.Color, @Valid Item> items) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = As.WRAPPER_OBJECT)
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(@Min(1) int radius) implements Shape {

	}

	record Wrapped(List<@Valid Shape> shapes) {

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	@JsonPropertyOrder({ "x", "y" })
	record Place(@Min(1) int x, @Min(1) int y) {

	}

	record Placed(@Valid Place at) {

	}

	static class Any {

		@Valid
		@JsonAnySetter
		private final Map<String, @Valid Item> other = new LinkedHashMap<>();

		public Map<String, Item> getOther() {
			return this.other;
		}

	}

	record Perhaps(Optional<@Valid Item> item) {

	}

	static class External {

		public String kind;

		@Valid
		@JsonProperty("pay_with")
		@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = As.EXTERNAL_PROPERTY, property = "kind")
		@JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
		private Object method;

		public Object getMethod() {
			return this.method;
		}

		public void setMethod(Object method) {
			this.method = method;
		}

	}

	record Card(@Min(1) int amount) {

	}

	record Several(Set<@Valid Item> items) {

	}

	record Required(@NotNull String some) {

	}

}
