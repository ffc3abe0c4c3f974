package dev.mishap.internal.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Shapes that bodies are read into; each holds another one, whatever it is. */
final class Shapes {

	static final String REFUSED = "no";

	private Shapes() {
	}

	static void refuse(String text) {
		if (REFUSED.equals(text)) {
			throw new IllegalArgumentException(text);
		}
	}

	/** Where all ways end: one member each that may break a rule. */
	record Leaf(@Min(1) int unitCount, @JsonProperty("a/b ~c%é") @Size(max = 3) String text,
			@NotNull Integer requiredNumber) {

		Leaf {
			refuse(text);
		}

	}

	static class LeafBean {

		@Min(1)
		private int unitCount;

		@Size(max = 3)
		private String text;

		@NotNull
		private Integer requiredNumber;

		public int getUnitCount() {
			return this.unitCount;
		}

		public void setUnitCount(int unitCount) {
			this.unitCount = unitCount;
		}

		public String getText() {
			return this.text;
		}

		@JsonProperty("a/b ~c%é")
		public void setText(String text) {
			refuse(text);
			this.text = text;
		}

		public Integer getRequiredNumber() {
			return this.requiredNumber;
		}

		public void setRequiredNumber(Integer requiredNumber) {
			this.requiredNumber = requiredNumber;
		}

	}

	record OfRecord<T>(@Valid T theInner) {

	}

	static class OfBean<T> {

		private T theInner;

		@Valid
		public T getTheInner() {
			return this.theInner;
		}

		public void setTheInner(T theInner) {
			this.theInner = theInner;
		}

	}

	/** As with Lombok's {@code @Data}: the field has the constraint. */
	static class OfField<T> {

		@Valid
		@JsonProperty("x y/z~")
		private T theInner;

		public T getTheInner() {
			return this.theInner;
		}

		public void setTheInner(T theInner) {
			this.theInner = theInner;
		}

	}

	/** As a data class of Kotlin. */
	static final class OfConstructor<T> {

		@Valid
		private final T theInner;

		private final Integer other;

		@JsonCreator
		OfConstructor(@JsonProperty("wrapped") T theInner, @JsonProperty("other") Integer other) {
			this.theInner = theInner;
			this.other = other;
		}

		public T getTheInner() {
			return this.theInner;
		}

		Integer other() {
			return this.other;
		}

	}

	static class Base<T> {

		@Valid
		public T inherited;

	}

	static class Derived<T> extends Base<List<@Valid T>> {

	}

	record OfList<T>(List<@Valid T> theItems) {

	}

	record OfLists<T>(List<List<@Valid T>> theItems) {

	}

	static class OfArray<T> {

		@Valid
		public T[] theItems;

	}

	record OfSet<T>(Set<@Valid T> theItems) {

	}

	record OfMap<T>(Map<String, @Valid T> theItems) {

	}

	record OfEnumKeys<T>(Map<Color, @Valid T> theItems) {

	}

	static class OfEnumMap<T> {

		public EnumMap<Color, @Valid T> theItems;

	}

	record OfNumberKeys<T>(Map<Integer, @Valid T> theItems) {

	}

	record OfOwnKeys<T>(Map<Isbn, List<@Valid T>> theItems) {

	}

	enum Color {

		RED, @JsonProperty("light-green")
		LIGHT_GREEN

	}

	record Isbn(String group, String title) {

		@JsonCreator
		static Isbn of(String text) {
			String[] parts = text.split("-");
			return new Isbn(parts[0], parts[1]);
		}

		@JsonValue
		String text() {
			return this.group + "-" + this.title;
		}

	}

	record OfOptional<T>(Optional<@Valid T> theInner) {

	}

	record OfOptionals<T>(List<Optional<@Valid T>> theItems) {

	}

	record OfReference<T>(AtomicReference<@Valid T> theInner) {

	}

	/** A wrapper of the application's that is read like any class. */
	static final class Box<T> {

		private T boxContent;

		public T getBoxContent() {
			return this.boxContent;
		}

		public void setBoxContent(T boxContent) {
			this.boxContent = boxContent;
		}

	}

	record OfBox<T>(Box<@Valid T> theBox) {

	}

	record OfBoxes<T>(Map<String, Box<List<@Valid T>>> theBoxes) {

	}

	static final class BoxExtractor implements ValueExtractor<Box<@ExtractedValue ?>> {

		@Override
		public void extractValues(Box<?> box, ValueReceiver receiver) {
			receiver.value(null, box.boxContent);
		}

	}

	/** A wrapper of the application's for which nothing is sent. */
	static final class Changed<T> {

		private final T to;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Changed(T to) {
			this.to = to;
		}

		@JsonValue
		T to() {
			return this.to;
		}

	}

	record OfChanged<T>(Changed<@Valid T> theChange) {

	}

	static final class ChangedExtractor implements ValueExtractor<Changed<@ExtractedValue ?>> {

		@Override
		public void extractValues(Changed<?> change, ValueReceiver receiver) {
			receiver.value("<changed>", change.to);
		}

	}

	/** A container of the application's. */
	record Page<T>(int pageNumber, List<T> pageContent) {

	}

	record OfPage<T>(Page<@Valid T> thePage) {

	}

	static final class PageExtractor implements ValueExtractor<Page<@ExtractedValue ?>> {

		@Override
		public void extractValues(Page<?> page, ValueReceiver receiver) {
			int i = 0;
			for (Object element : page.pageContent) {
				receiver.indexedValue("<element>", i++, element);
			}
		}

	}

	/** Made of a list, and sent as one. */
	static final class Basket<T> {

		private final List<@Valid T> goods;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Basket(List<T> goods) {
			this.goods = new ArrayList<>(goods);
		}

		@JsonValue
		public List<T> getGoods() {
			return this.goods;
		}

	}

	record OfBasket<T>(@Valid Basket<T> theBasket) {

	}

	@com.fasterxml.jackson.databind.annotation.JsonDeserialize(builder = Built.Builder.class)
	@tools.jackson.databind.annotation.JsonDeserialize(builder = Built.Builder.class)
	static final class Built<T> {

		@Min(1)
		private final int unitCount;

		@Valid
		private final T theInner;

		private Built(int unitCount, T theInner) {
			this.unitCount = unitCount;
			this.theInner = theInner;
		}

		public int getUnitCount() {
			return this.unitCount;
		}

		public T getTheInner() {
			return this.theInner;
		}

		@com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder(withPrefix = "")
		@tools.jackson.databind.annotation.JsonPOJOBuilder(withPrefix = "")
		static final class Builder<T> {

			private int unitCount;

			private T theInner;

			@JsonProperty("built count")
			Builder<T> unitCount(int unitCount) {
				this.unitCount = unitCount;
				return this;
			}

			@JsonProperty
			Builder<T> theInner(T theInner) {
				this.theInner = theInner;
				return this;
			}

			Built<T> build() {
				return new Built<>(this.unitCount, this.theInner);
			}

		}

	}

	static class AnyField<T> {

		public int known;

		@JsonAnySetter
		public Map<String, @Valid T> others = new LinkedHashMap<>();

	}

	static class AnyMethod<T> {

		private final Map<String, T> others = new LinkedHashMap<>();

		@JsonAnySetter
		public void other(String name, T value) {
			this.others.put(name, value);
		}

		@JsonAnyGetter
		public Map<String, @Valid T> getOthers() {
			return this.others;
		}

	}

	record AnyParameter<T>(int known, @JsonAnySetter Map<String, @Valid T> others) {

	}

	static class Unwrapping<T> {

		public int known;

		@Valid
		@JsonUnwrapped(prefix = "home.", suffix = "/")
		public Unwrapped<T> home;

	}

	static class Unwrapped<T> {

		@Min(1)
		public int unitCount;

		@Valid
		@JsonUnwrapped(prefix = "deep_")
		public LeafBean deeper;

		public List<@Valid T> theItems;

	}

	@JsonTypeInfo(use = Id.NAME, property = "type-id")
	@JsonSubTypes({ @JsonSubTypes.Type(value = InPropertyOne.class, name = "one"),
			@JsonSubTypes.Type(value = InPropertyTwo.class, name = "two") })
	interface InProperty<T> {

	}

	record InPropertyOne<T>(@Valid T theInner) implements InProperty<T> {

	}

	static class InPropertyTwo<T> implements InProperty<T> {

		@Min(1)
		public int unitCount;

		public List<@Valid T> theItems;

	}

	@JsonTypeInfo(use = Id.NAME, include = As.EXISTING_PROPERTY, property = "kindOf", visible = true)
	@JsonSubTypes(@JsonSubTypes.Type(value = InExistingOne.class, name = "one"))
	abstract static class InExisting<T> {

		@JsonProperty("kindOf")
		public String kind;

	}

	static class InExistingOne<T> extends InExisting<T> {

		@Valid
		public T theInner;

	}

	@JsonTypeInfo(use = Id.NAME, include = As.WRAPPER_OBJECT)
	@JsonSubTypes(@JsonSubTypes.Type(value = InObjectOne.class, name = "the/one"))
	interface InObject<T> {

	}

	record InObjectOne<T>(@Valid T theInner) implements InObject<T> {

	}

	@JsonTypeInfo(use = Id.NAME, include = As.WRAPPER_ARRAY)
	@JsonSubTypes(@JsonSubTypes.Type(value = InArrayOne.class, name = "one"))
	interface InArray<T> {

	}

	record InArrayOne<T>(@Valid T theInner) implements InArray<T> {

	}

	@JsonTypeInfo(use = Id.DEDUCTION)
	@JsonSubTypes({ @JsonSubTypes.Type(DeducedOne.class), @JsonSubTypes.Type(DeducedTwo.class) })
	interface Deduced<T> {

	}

	record DeducedOne<T>(@Valid T theInner) implements Deduced<T> {

	}

	record DeducedTwo<T>(List<@Valid T> theItems) implements Deduced<T> {

	}

	@JsonTypeInfo(use = Id.NAME, property = "type-id")
	@JsonSubTypes(@JsonSubTypes.Type(value = TypedArrayOne.class, name = "one"))
	interface TypedArray<T> {

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	record TypedArrayOne<T>(@Valid T theInner, int other) implements TypedArray<T> {

	}

	static class External<T> {

		@JsonProperty("pay-kind")
		public String kind;

		@Valid
		@JsonTypeInfo(use = Id.NAME, include = As.EXTERNAL_PROPERTY, property = "pay-kind")
		@JsonSubTypes({ @JsonSubTypes.Type(value = ExternalOne.class, name = "one"),
				@JsonSubTypes.Type(value = ExternalTwo.class, name = "two") })
		@JsonProperty("pay_with")
		public ExternalBase<T> method;

	}

	record ExternalRecord<T>(@JsonProperty("pay-kind") String kind,
			@Valid @JsonTypeInfo(use = Id.NAME, include = As.EXTERNAL_PROPERTY, property = "pay-kind") @JsonSubTypes( {
					@JsonSubTypes.Type(value = ExternalOne.class, name = "one"),
					@JsonSubTypes.Type(value = ExternalTwo.class,
							name = "two") }) @JsonProperty("pay_with") ExternalBase<T> method){

	}

	interface ExternalBase<T> {

	}

	record ExternalOne<T>(@Valid T theInner) implements ExternalBase<T> {

	}

	static class ExternalTwo<T> implements ExternalBase<T> {

		@Min(1)
		public int unitCount;

		public List<@Valid T> theItems;

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	@JsonPropertyOrder({ "second", "first" })
	record AsArray<T>(@Valid T first, @Min(1) int second) {

	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	@JsonPropertyOrder(alphabetic = true)
	static class BeanAsArray<T> {

		@Min(1)
		public int zulu;

		@Valid
		public T alpha;

	}

	static class PropertyAsArray<T> {

		@Valid
		@JsonFormat(shape = JsonFormat.Shape.ARRAY)
		public OfConstructor<T> theInner;

	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
	static class Identified<T> {

		public int id;

		@Valid
		public T theInner;

	}

	static class OfIdentified<T> {

		@Valid
		public Identified<T> theThing;

	}

	static class OfLoose<T> {

		@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
		public List<@Valid T> theItems;

	}

	@com.fasterxml.jackson.databind.annotation.JsonDeserialize(as = Implementation.class)
	@tools.jackson.databind.annotation.JsonDeserialize(as = Implementation.class)
	interface Abstraction<T> {

		@Valid
		T getTheInner();

	}

	static class Implementation<T> implements Abstraction<T> {

		private T theInner;

		@Override
		public T getTheInner() {
			return this.theInner;
		}

		@JsonProperty("implemented")
		public void setTheInner(T theInner) {
			this.theInner = theInner;
		}

	}

	static List<Class<?>> all() {
		return Arrays.asList(Shapes.class.getDeclaredClasses());
	}

}
