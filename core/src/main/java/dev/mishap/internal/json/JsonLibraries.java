package dev.mishap.internal.json;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.FieldNamingStrategy;
import com.google.gson.Gson;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.internal.PlainValues.MarkedMember;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.util.NameTransformer;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * JSON libraries that an application may have. The one that writes its successful answers
 * writes the objects in its problems as well: the one of
 * {@code spring.http.converters.preferred-json-mapper}, else the first of Boot's order
 * that has a bean, else the first on the class path.
 */
public final class JsonLibraries {

	private static final String PREFERRED = "spring.http.converters.preferred-json-mapper";

	/** By their names in Boot's key, in Boot's order. */
	private static final Map<String, Candidate> CANDIDATES = new LinkedHashMap<>();

	static {
		// a method reference would load the adapter of a library that is absent
		CANDIDATES.put("jackson",
				new Candidate("tools.jackson.databind.json.JsonMapper", (bean) -> Jackson3Json.of(bean)));
		CANDIDATES.put("jackson2",
				new Candidate("com.fasterxml.jackson.databind.ObjectMapper", (bean) -> Jackson2Json.of(bean)));
		CANDIDATES.put("gson", new Candidate("com.google.gson.Gson", (bean) -> GsonJson.of(bean)));
		CANDIDATES.put("jsonb", new Candidate("jakarta.json.bind.Jsonb", (bean) -> JsonbJson.of(bean)));
	}

	private JsonLibraries() {
	}

	/**
	 * Returns the library of an application; which one it is, is found out when there is
	 * something to write.
	 * @param context the application
	 * @param classLoader where its classes are
	 * @return the library, or {@code null} if there is none on the class path
	 */
	public static @Nullable JsonLibrary of(ApplicationContext context, @Nullable ClassLoader classLoader) {
		List<Candidate> present = present(context, classLoader);
		if (present.isEmpty()) {
			return null;
		}
		SingletonSupplier<JsonLibrary> library = SingletonSupplier.of(() -> choose(present, context));
		return (value, target) -> library.obtain().write(value, target);
	}

	private static List<Candidate> present(ApplicationContext context, @Nullable ClassLoader classLoader) {
		List<Candidate> present = new ArrayList<>();
		Candidate preferred = CANDIDATES.get(context.getEnvironment().getProperty(PREFERRED, ""));
		if (preferred != null) {
			present.add(preferred);
		}
		present.addAll(CANDIDATES.values());
		present.removeIf((candidate) -> !ClassUtils.isPresent(candidate.className(), classLoader));
		return present;
	}

	private static JsonLibrary choose(List<Candidate> present, BeanFactory beans) {
		for (Candidate candidate : present) {
			Class<?> type = ClassUtils.resolveClassName(candidate.className(), JsonLibraries.class.getClassLoader());
			Object bean = beans.getBeanProvider(type).getIfUnique();
			if (bean != null) {
				return candidate.adapter().apply(bean);
			}
		}
		return present.get(0).adapter().apply(null);
	}

	/**
	 * A library.
	 *
	 * @param className the class of its bean
	 * @param adapter makes it of the bean, or of {@code null} with the defaults of the
	 * library
	 */
	private record Candidate(String className, Function<@Nullable Object, JsonLibrary> adapter) {

	}

	/**
	 * Returns what Jackson shows of a class: no more than its {@link ProblemMember}s if
	 * it has any, under the names that these give.
	 * @param <P> a property, in one of the two generations of Jackson
	 * @param type the class
	 * @param properties its properties
	 * @param member returns the field or getter of a property
	 * @param renamed returns a property under another name
	 */
	private static <P> List<P> shown(Class<?> type, List<P> properties, Function<P, Member> member,
			BiFunction<P, String, P> renamed) {
		List<MarkedMember> marked = MarkedMember.of(type);
		if (marked.isEmpty()) {
			return properties;
		}
		List<P> shown = new ArrayList<>();
		for (P property : properties) {
			Member source = member.apply(property);
			MarkedMember mark = MarkedMember.find(marked,
					(source instanceof Method method) ? MarkedMember.propertyOf(method) : source.getName());
			if (mark != null) {
				shown.add(renamed.apply(property, mark.name()));
			}
		}
		return shown;
	}

	/** Jackson 3. */
	private static final class Jackson3Json {

		static JsonLibrary of(@Nullable Object bean) {
			JsonMapper mapper = (bean != null) ? (JsonMapper) bean : JsonMapper.builder().build();
			ObjectWriter writer = mapper.rebuild()
				.addModule(new SimpleModule("mishap").setSerializerModifier(new Marks()))
				.disable(SerializationFeature.WRAP_ROOT_VALUE)
				.build()
				.writer();
			return (value, target) -> writer.writeValue(target, value);
		}

		/** Shows what a class marks. */
		private static final class Marks extends ValueSerializerModifier {

			private static final long serialVersionUID = 1L;

			@Override
			public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier type,
					List<BeanPropertyWriter> properties) {
				return shown(type.getBeanClass(), properties, (property) -> property.getMember().getMember(),
						(property, name) -> property.rename(new Name(name)));
			}

		}

		/** The name that a mark gives. */
		private static final class Name extends NameTransformer {

			private final String name;

			Name(String name) {
				this.name = name;
			}

			@Override
			public String transform(String name) {
				return this.name;
			}

			@Override
			public String reverse(String transformed) {
				return transformed;
			}

		}

	}

	/** Jackson 2, whose classes have the names of Jackson 3 in other packages. */
	private static final class Jackson2Json {

		static JsonLibrary of(@Nullable Object bean) {
			ObjectMapper mapper = (bean != null) ? (ObjectMapper) bean
					: com.fasterxml.jackson.databind.json.JsonMapper.builder().findAndAddModules().build();
			com.fasterxml.jackson.databind.ObjectWriter writer = mapper.copy()
				.registerModule(new com.fasterxml.jackson.databind.module.SimpleModule("mishap")
					.setSerializerModifier(new Marks()))
				.disable(com.fasterxml.jackson.databind.SerializationFeature.WRAP_ROOT_VALUE)
				.writer();
			return (value, target) -> writer.writeValue(target, value);
		}

		/** Shows what a class marks. */
		private static final class Marks extends BeanSerializerModifier {

			private static final long serialVersionUID = 1L;

			@Override
			public List<com.fasterxml.jackson.databind.ser.BeanPropertyWriter> changeProperties(
					com.fasterxml.jackson.databind.SerializationConfig config,
					com.fasterxml.jackson.databind.BeanDescription type,
					List<com.fasterxml.jackson.databind.ser.BeanPropertyWriter> properties) {
				return shown(type.getBeanClass(), properties, (property) -> property.getMember().getMember(),
						(property, name) -> property.rename(new Name(name)));
			}

		}

		/** The name that a mark gives. */
		private static final class Name extends com.fasterxml.jackson.databind.util.NameTransformer {

			private final String name;

			Name(String name) {
				this.name = name;
			}

			@Override
			public String transform(String name) {
				return this.name;
			}

			@Override
			public String reverse(String transformed) {
				return transformed;
			}

		}

	}

	/** Gson. */
	private static final class GsonJson {

		static JsonLibrary of(@Nullable Object bean) {
			Gson gson = (bean != null) ? (Gson) bean : new Gson();
			Gson marking = gson.newBuilder()
				.addSerializationExclusionStrategy(new GsonMarks(gson))
				.setFieldNamingStrategy(new GsonMarks(gson))
				.create();
			return marking::toJson;
		}

	}

	/** JSON-B. */
	private static final class JsonbJson {

		static JsonLibrary of(@Nullable Object bean) {
			Jsonb jsonb = (bean != null) ? (Jsonb) bean : JsonbBuilder.create();
			return jsonb::toJson;
		}

	}

	/**
	 * Shows of a class no more than its {@link ProblemMember}s, wherever Gson meets it.
	 */
	private static final class GsonMarks implements ExclusionStrategy, FieldNamingStrategy {

		private final FieldNamingStrategy names;

		GsonMarks(Gson gson) {
			this.names = gson.fieldNamingStrategy();
		}

		@Override
		public boolean shouldSkipField(FieldAttributes field) {
			return field.getAnnotation(ProblemMember.class) == null
					&& !MarkedMember.of(field.getDeclaringClass()).isEmpty();
		}

		@Override
		public boolean shouldSkipClass(Class<?> type) {
			return false;
		}

		@Override
		public String translateName(Field field) {
			MarkedMember marked = MarkedMember.find(MarkedMember.of(field.getDeclaringClass()), field.getName());
			return (marked != null) ? marked.name() : this.names.translateName(field);
		}

	}

}
