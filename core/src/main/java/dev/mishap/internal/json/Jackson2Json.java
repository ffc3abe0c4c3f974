package dev.mishap.internal.json;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import dev.mishap.ProblemMember;
import dev.mishap.ProblemWriter.JsonLibrary;
import dev.mishap.internal.PlainValues.MarkedMember;
import org.jspecify.annotations.Nullable;

/** Jackson 2, which shows of a class no more than its {@link ProblemMember}s. */
public final class Jackson2Json {

	private Jackson2Json() {
	}

	public static JsonLibrary of(@Nullable Object bean) {
		ObjectMapper mapper = (bean != null) ? (ObjectMapper) bean : JsonMapper.builder().findAndAddModules().build();
		ObjectWriter writer = mapper.copy()
			.registerModule(new SimpleModule("mishap").setSerializerModifier(new Marks()))
			.disable(SerializationFeature.WRAP_ROOT_VALUE)
			.writer();
		return (value, target) -> writer.writeValue(target, value);
	}

	/** Keeps the marked properties of a class that marks any. */
	private static final class Marks extends BeanSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription type,
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
