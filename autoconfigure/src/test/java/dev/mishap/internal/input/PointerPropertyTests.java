package dev.mishap.internal.input;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.mishap.internal.input.RandomBody.Flaw;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever shape a body has: the pointer of what is wrong in it leads there in the JSON
 * that was sent, or to the nearest place that can be known.
 */
class PointerPropertyTests {

	private static final int FRESH = 500;

	private static final JsonMapper WRITER = JsonMapper.builder().build();

	private static final Validator VALIDATOR = Validation.byDefaultProvider()
		.configure()
		.addValueExtractor(new Shapes.BoxExtractor())
		.addValueExtractor(new Shapes.ChangedExtractor())
		.addValueExtractor(new Shapes.PageExtractor())
		.addValueExtractor(new ReferenceExtractor())
		.messageInterpolator(new ParameterMessageInterpolator())
		.buildValidatorFactory()
		.getValidator();

	private int exact;

	/** Of those, the pointer may lead to something around the place. */
	private int read;

	private final BeanConstraints constraints = new BeanConstraints(Set.of());

	@ParameterizedTest
	@EnumSource(Generation.class)
	void pointersLeadToWhatIsWrong(Generation generation) throws Exception {
		List<String> failures = new ArrayList<>();
		Random random = new Random();
		for (int i = 0; i < FRESH; i++) {
			long seed = random.nextLong();
			String failure = check(generation, seed);
			if (failure != null) {
				failures.add("seed " + seed + ": " + failure);
			}
		}
		assertThat(failures).as(failures.size() + " of " + FRESH + ". Add the seeds to pointer-seeds.txt.").isEmpty();
		assertThat(this.exact).as("pointers to the place itself, of " + this.read + " bodies that cannot be read")
			.isGreaterThan(this.read * 17 / 20);
	}

	/**
	 * Each line has a seed, its flaw and the place of it: one whose body is another today
	 * says nothing any more of what it was kept for.
	 */
	@ParameterizedTest
	@EnumSource(Generation.class)
	void pointersOfSeedsThatWereKeptLeadToWhatIsWrong(Generation generation) throws Exception {
		List<Kept> seeds = kept();
		assertThat(seeds).extracting(Kept::flaw)
			.contains(Arrays.stream(Flaw.values()).filter((flaw) -> flaw != Flaw.NONE).toArray(Flaw[]::new));
		for (Kept kept : seeds) {
			assertThat(flaw(kept.seed())).as(kept + ": choose another seed").isEqualTo(kept.flaw());
			assertThat(body(kept.seed()).expected()).as(kept + ": choose another seed").isEqualTo(kept.place());
			assertThat(check(generation, kept.seed())).as(kept.toString()).isNull();
		}
	}

	/** What makes a failure one that a seed repeats. */
	@Test
	void seedMakesTheSameBodyEachTime() throws Exception {
		for (Kept kept : kept()) {
			RandomBody first = body(kept.seed());
			RandomBody again = body(kept.seed());
			assertThat(again.json()).isEqualTo(first.json());
			assertThat(again.type().getTypeName()).isEqualTo(first.type().getTypeName());
			assertThat(again.expected()).isEqualTo(first.expected());
		}
	}

	private static RandomBody body(long seed) {
		return RandomBody.of(seed, (seed & 1) == 0, flaw(seed));
	}

	private static Flaw flaw(long seed) {
		return Flaw.values()[1 + Math.floorMod(seed >> 8, Flaw.values().length - 1)];
	}

	private static List<Kept> kept() throws Exception {
		try (InputStream seeds = PointerPropertyTests.class.getResourceAsStream("pointer-seeds.txt")) {
			return new String(seeds.readAllBytes(), StandardCharsets.UTF_8).lines().map(Kept::of).toList();
		}
	}

	private String check(Generation generation, long seed) throws Exception {
		boolean snakeCase = (seed & 1) == 0;
		Flaw flaw = flaw(seed);
		Reader reader = generation.reader(snakeCase, (seed & 6) == 0);
		RandomBody sound = RandomBody.of(seed, snakeCase, Flaw.NONE);
		String json = reader.json(sound);
		try {
			Object value = reader.read(json, sound.type());
			Set<ConstraintViolation<Object>> violations = VALIDATOR.validate(value);
			if (!violations.isEmpty()) {
				return "not sound: " + json + violations;
			}
		}
		catch (Exception ex) {
			return "not readable: " + sound.type() + " " + json + " " + ex;
		}
		RandomBody body = RandomBody.of(seed, snakeCase, flaw);
		json = reader.json(body);
		String prefix = reader.prefix(body.type());
		String described = flaw + " in " + json + " as "
				+ body.type().getTypeName().replace("dev.mishap.internal.input.Shapes$", "");
		Object value;
		try {
			value = reader.read(json, body.type());
		}
		catch (Exception ex) {
			if (flaw.isReadable()) {
				return described + " failed: " + ex;
			}
			BodyLanguage.Failure failure = reader.failure(ex, body.type());
			String pointer = decoded(failure.path().pointer());
			this.exact += pointer.equals(prefix + body.expected()) ? 1 : 0;
			this.read++;
			return (prefix + body.expected() + "/").startsWith(pointer + "/") ? null
					: described + " is at " + prefix + body.expected() + " and not at " + pointer;
		}
		if (!flaw.isReadable()) {
			return described + " was read";
		}
		Set<ConstraintViolation<Object>> violations = VALIDATOR.validate(value);
		if (violations.size() != 1) {
			return described + " has violations: " + violations;
		}
		InvalidParts.Part part = this.constraints.read(violations.iterator().next());
		ClientPath path = Way.to(reader.names().root(ResolvableType.forType(body.type())), part.root(), part.steps());
		String pointer = decoded(path.pointer());
		return pointer.equals(prefix + body.known()) ? null
				: described + " is at " + prefix + body.known() + " and not at " + pointer;
	}

	private static String decoded(String pointer) {
		return URLDecoder.decode(pointer.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	/**
	 * A seed that is tried each time.
	 *
	 * @param seed the seed
	 * @param flaw what is wrong with its body
	 * @param place where it is
	 */
	private record Kept(long seed, Flaw flaw, String place) {

		static Kept of(String line) {
			String[] parts = line.split(" ", 3);
			return new Kept(Long.parseLong(parts[0]), Flaw.valueOf(parts[1]), parts[2]);
		}

	}

	/** Generations of Jackson. */
	enum Generation {

		JACKSON_2 {

			@Override
			Reader reader(boolean snakeCase, boolean wrapped) {
				return new Jackson2Reader(snakeCase, wrapped);
			}

		},

		JACKSON_3 {

			@Override
			Reader reader(boolean snakeCase, boolean wrapped) {
				return new Jackson3Reader(snakeCase, wrapped);
			}

		};

		abstract Reader reader(boolean snakeCase, boolean wrapped);

	}

	private abstract static class Reader {

		private final boolean wrapped;

		Reader(boolean wrapped) {
			this.wrapped = wrapped;
		}

		String json(RandomBody body) {
			Object json = this.wrapped ? java.util.Map.of(rootName(body.type()), body.json()) : body.json();
			return WRITER.writeValueAsString(json);
		}

		String prefix(Type type) {
			return this.wrapped ? "/" + rootName(type) : "";
		}

		private static String rootName(Type type) {
			return ResolvableType.forType(type).toClass().getSimpleName();
		}

		abstract Object read(String json, Type type) throws Exception;

		abstract BodyLanguage.Names names();

		abstract BodyLanguage.Failure failure(Exception exception, Type type);

	}

	private static final class Jackson3Reader extends Reader {

		private static final Jackson3Language LANGUAGE = new Jackson3Language();

		private final JsonMapper mapper;

		private final JacksonJsonHttpMessageConverter converter;

		Jackson3Reader(boolean snakeCase, boolean wrapped) {
			super(wrapped);
			this.mapper = MAPPERS[(snakeCase ? 1 : 0) + (wrapped ? 2 : 0)];
			this.converter = new JacksonJsonHttpMessageConverter(this.mapper);
		}

		private static final JsonMapper[] MAPPERS = new JsonMapper[4];

		static {
			for (int i = 0; i < 4; i++) {
				JsonMapper.Builder builder = JsonMapper.builder()
					.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
					.configure(DeserializationFeature.UNWRAP_ROOT_VALUE, i >= 2);
				if (i % 2 == 1) {
					builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
				}
				MAPPERS[i] = builder.build();
			}
		}

		@Override
		Object read(String json, Type type) {
			return this.mapper.readValue(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
					this.mapper.constructType(type));
		}

		@Override
		BodyLanguage.Names names() {
			return LANGUAGE.names(this.converter);
		}

		@Override
		BodyLanguage.Failure failure(Exception exception, Type type) {
			return LANGUAGE.failure(exception, this.converter, ResolvableType.forType(type));
		}

	}

	@SuppressWarnings("removal")
	private static final class Jackson2Reader extends Reader {

		private static final Jackson2Language LANGUAGE = new Jackson2Language();

		private static final com.fasterxml.jackson.databind.json.JsonMapper[] MAPPERS = new com.fasterxml.jackson.databind.json.JsonMapper[4];

		private final com.fasterxml.jackson.databind.json.JsonMapper mapper;

		private final MappingJackson2HttpMessageConverter converter;

		Jackson2Reader(boolean snakeCase, boolean wrapped) {
			super(wrapped);
			this.mapper = MAPPERS[(snakeCase ? 1 : 0) + (wrapped ? 2 : 0)];
			this.converter = new MappingJackson2HttpMessageConverter(this.mapper);
		}

		static {
			for (int i = 0; i < 4; i++) {
				var builder = com.fasterxml.jackson.databind.json.JsonMapper.builder()
					.addModules(new Jdk8Module(), new ParameterNamesModule())
					.enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
					.configure(com.fasterxml.jackson.databind.DeserializationFeature.UNWRAP_ROOT_VALUE, i >= 2);
				if (i % 2 == 1) {
					builder.propertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
				}
				MAPPERS[i] = builder.build();
			}
		}

		@Override
		Object read(String json, Type type) throws Exception {
			return this.mapper.readValue(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
					this.mapper.constructType(type));
		}

		@Override
		BodyLanguage.Names names() {
			return LANGUAGE.names(this.converter);
		}

		@Override
		BodyLanguage.Failure failure(Exception exception, Type type) {
			return LANGUAGE.failure(exception, this.converter, ResolvableType.forType(type));
		}

	}

	static final class ReferenceExtractor implements
			jakarta.validation.valueextraction.ValueExtractor<java.util.concurrent.atomic.AtomicReference<@jakarta.validation.valueextraction.ExtractedValue ?>> {

		@Override
		public void extractValues(java.util.concurrent.atomic.AtomicReference<?> reference, ValueReceiver receiver) {
			receiver.value(null, reference.get());
		}

	}

}
