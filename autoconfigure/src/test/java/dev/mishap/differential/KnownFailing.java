package dev.mishap.differential;

import java.lang.reflect.Method;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Turns the tests of {@link KnownFailures#TESTS} round: they have to fail. */
final class KnownFailing implements InvocationInterceptor {

	@Override
	public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
			ExtensionContext context) throws Throwable {
		proceed(invocation, method);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
			ExtensionContext context) throws Throwable {
		proceed(invocation, method);
	}

	private static void proceed(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method)
			throws Throwable {
		String name = method.getTargetClass().getSimpleName() + "." + method.getExecutable().getName()
				+ method.getArguments();
		if (!KnownFailures.TESTS.contains(name)) {
			invocation.proceed();
			return;
		}
		try {
			invocation.proceed();
		}
		catch (Throwable expected) {
			return;
		}
		throw new AssertionError("No failure any more, to be taken from the list: " + name);
	}

}
