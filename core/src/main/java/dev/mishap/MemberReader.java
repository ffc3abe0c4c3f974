package dev.mishap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import dev.mishap.internal.MarkedMember;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ConcurrentLruCache;

/** Reads what objects show by {@link ProblemMember}. */
final class MemberReader {

	private static final int MAX_CLASSES = 512;

	private final ConcurrentLruCache<Class<?>, List<Member>> marked = new ConcurrentLruCache<>(MAX_CLASSES,
			(type) -> readable(MarkedMember.of(type)));

	private final ConcurrentLruCache<Class<?>, List<Member>> components = new ConcurrentLruCache<>(MAX_CLASSES,
			(type) -> readable(MarkedMember.ofComponents(type)));

	/** Returns the members that a class marks, none if it marks nothing. */
	List<Member> marked(Class<?> type) {
		return this.marked.get(type);
	}

	/** Returns the members of a record that marks none. */
	List<Member> components(Class<?> type) {
		return this.components.get(type);
	}

	private static List<Member> readable(List<MarkedMember> marked) {
		List<Member> members = new ArrayList<>(marked.size());
		for (MarkedMember member : marked) {
			members.add(new Member(member.name(), handle(member.getter())));
		}
		return List.copyOf(members);
	}

	private static MethodHandle handle(AccessibleObject getter) {
		try {
			return (getter instanceof Field field) ? MethodHandles.lookup().unreflectGetter(field)
					: MethodHandles.lookup().unreflect((Method) getter);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One thing shown.
	 *
	 * @param name the name of the member
	 * @param getter reads it
	 */
	record Member(String name, MethodHandle getter) {

		@Nullable Object read(Object owner) throws Exception {
			try {
				return this.getter.invoke(owner);
			}
			catch (Exception | Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
