package dev.mishap.autoconfigure;

import java.util.Map;

import dev.mishap.internal.body.MemberNames;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys under {@code mishap.body}.
 *
 * @param instanceBase What the request ID is put behind to make the instance, such as
 * urn:request:; without it there is no instance.
 * @param members Other names for the members of the body, by their standard names.
 * @param traceId Whether the body has the ID of the trace that the request belongs to, as
 * trace_id.
 * @param typeBase What the code, in lower case with hyphens, is put behind to make the
 * type; without it the type is about:blank.
 * @since 0.1.0
 */
@ConfigurationProperties("mishap.body")
public record MishapBodyProperties(@Nullable String instanceBase, MemberNames members, boolean traceId,
		@Nullable String typeBase) {

	/**
	 * Checks the values.
	 */
	public MishapBodyProperties {
		PropertyChecks.base("instance-base", instanceBase);
		PropertyChecks.base("type-base", typeBase);
	}

	/**
	 * Creates the properties from what is written in the configuration.
	 * @param instanceBase what the request ID is put behind
	 * @param members the names of members by their standard names
	 * @param traceId whether the body has the ID of the trace
	 * @param typeBase what the code is put behind
	 */
	@ConstructorBinding
	public MishapBodyProperties(@Nullable String instanceBase, @DefaultValue Map<String, String> members,
			@DefaultValue("false") boolean traceId, @Nullable String typeBase) {
		this(instanceBase, PropertyChecks.members("members", members), traceId, typeBase);
	}

}
