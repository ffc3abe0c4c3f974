package dev.mishap.internal.json;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import dev.mishap.ProblemMember;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.internal.PlainValues.MarkedMember;
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

/** Jackson 3, which shows of a class no more than its {@link ProblemMember}s. */
public final class Jackson3Json {

	private Jackson3Json() {
	}

	public static JsonLibrary of(@Nullable Object bean) {
		JsonMapper mapper = (bean != null) ? (JsonMapper) bean : JsonMapper.builder().build();
		ObjectWriter writer = mapper.rebuild()
			.addModule(new SimpleModule("mishap").setSerializerModifier(new Marks()))
			.disable(SerializationFeature.WRAP_ROOT_VALUE)
			.build()
			.writer();
		return (value, target) -> writer.writeValue(target, value);
	}

	/** Keeps the marked properties of a class that marks any. */
	private static final class Marks extends ValueSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier type,
				List<BeanPropertyWriter> properties) {
			List<MarkedMember> marked = MarkedMember.of(type.getBeanClass());
			if (marked.isEmpty()) {
				return properties;
			}
			List<BeanPropertyWriter> shown = new ArrayList<>();
			for (BeanPropertyWriter property : properties) {
				MarkedMember member = MarkedMember.find(marked, name(property.getMember().getMember()));
				if (member != null) {
					shown.add(property.rename(new Renaming(member.name())));
				}
			}
			return shown;
		}

		private static String name(Member member) {
			return (member instanceof Method method) ? MarkedMember.propertyOf(method) : member.getName();
		}

	}

	/** The name that the mark gives. */
	private static final class Renaming extends NameTransformer {

		private final String name;

		Renaming(String name) {
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
