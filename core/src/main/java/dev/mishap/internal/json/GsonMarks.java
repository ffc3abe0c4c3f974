package dev.mishap.internal.json;

import java.lang.reflect.Field;

import com.google.gson.ExclusionStrategy;
import com.google.gson.FieldAttributes;
import com.google.gson.FieldNamingStrategy;
import com.google.gson.Gson;
import dev.mishap.ProblemMember;
import dev.mishap.internal.MarkedMember;

/** Shows of a class no more than its {@link ProblemMember}s, wherever Gson meets it. */
public final class GsonMarks implements ExclusionStrategy, FieldNamingStrategy {

	private final FieldNamingStrategy names;

	public GsonMarks(Gson gson) {
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
