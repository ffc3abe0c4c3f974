package dev.mishap;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The shape that the design notes promise. */
@AnalyzeClasses(packages = "dev.mishap", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final DescribedPredicate<JavaClass> IMPLEMENTATION = new DescribedPredicate<>("implementation") {

		@Override
		public boolean test(JavaClass type) {
			return type.isTopLevelClass() && !type.isAnnotatedWith(AutoConfiguration.class)
					&& !type.getSimpleName().equals("package-info");
		}

	};

	/** What is promised, and the package that stands behind it, are one room. */
	private static final SliceAssignment ROOMS = new SliceAssignment() {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			String room = type.getPackageName()
				.replace("dev.mishap.internal", "dev.mishap")
				.replaceFirst("dev\\.mishap\\.?", "");
			return room.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(room);
		}

		@Override
		public String getDescription() {
			return "rooms";
		}

	};

	private static final String[] CORE = { "dev.mishap", "dev.mishap.internal", "dev.mishap.internal.input..",
			"dev.mishap.internal.json..", "dev.mishap.internal.rows..", "dev.mishap.internal.body..",
			"dev.mishap.internal.log..", "dev.mishap.internal.texts.." };

	@ArchTest
	static final ArchRule CORE_KNOWS_NO_SERVER = noClasses().that()
		.resideInAnyPackage(CORE)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.apache.catalina..", "org.eclipse.jetty..", "org.apache.coyote..",
				"io.netty..", "reactor.netty..", "org.springframework.boot..", "org.springframework.web.servlet..");

	@ArchTest
	static final ArchRule ONLY_ITS_ROWS_KNOW_SPRING_SECURITY = noClasses().that()
		.resideInAnyPackage(CORE)
		.and()
		.resideOutsideOfPackage("dev.mishap.internal.rows.security..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.security..");

	/** An application without a JSON library has the path all the same. */
	@ArchTest
	static final ArchRule PATH_KNOWS_NO_JSON_LIBRARY = noClasses().that()
		.resideInAnyPackage("dev.mishap", "dev.mishap.internal", "dev.mishap.internal.body", "dev.mishap.internal.log",
				"dev.mishap.internal.texts")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "com.google.gson..");

	@ArchTest
	static final ArchRule NOBODY_KNOWS_THE_WIRING = noClasses().that()
		.resideOutsideOfPackage("dev.mishap.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("dev.mishap.autoconfigure..");

	@ArchTest
	static final ArchRule NO_CYCLES = slices().assignedFrom(ROOMS).should().beFreeOfCycles();

	@ArchTest
	static final ArchRule DOORS_DO_NOT_SEE_EACH_OTHER = slices().matching("dev.mishap.internal.servlet.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule REACTIVE_DOORS_DO_NOT_SEE_EACH_OTHER = slices().matching("dev.mishap.internal.reactive.(*)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule STACKS_DO_NOT_SEE_EACH_OTHER = slices().matching("dev.mishap.internal.(servlet|reactive)..")
		.should()
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule WIRING_IS_PRIVATE = classes().that(are(IMPLEMENTATION))
		.and()
		.resideInAPackage("dev.mishap.autoconfigure.*")
		.should()
		.notBePublic();

	/** What applications may use; everything else that is public is {@code internal}. */
	@ArchTest
	static final ArchRule PROMISES_HAVE_THEIR_PACKAGES = classes().that(are(IMPLEMENTATION))
		.and()
		.arePublic()
		.should()
		.resideInAnyPackage("dev.mishap", "dev.mishap.servlet", "dev.mishap.client..", "dev.mishap.internal..",
				"dev.mishap.autoconfigure");

	@ArchTest
	static final ArchRule AUTO_CONFIGURATIONS_ARE_PUBLIC_AND_FINAL = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould(new ArchCondition<>("have no public members") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getMethods()
					.stream()
					.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
					.forEach((method) -> events.add(SimpleConditionEvent.violated(method, method.getFullName())));
			}

		});

	@ArchTest
	static final ArchRule BEANS_DO_NOT_CARRY_CLASS_CONDITIONS = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBeAnnotatedWith("org.springframework.boot.autoconfigure.condition.ConditionalOnClass");

	/** Beans of applications have none of these names. */
	@ArchTest
	static final ArchRule BEANS_HAVE_NAMES_OF_THEIR_OWN = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.haveNameStartingWith("mishap");

	@ArchTest
	static final ArchRule TOP_LEVEL_CLASSES_ARE_CLOSED = classes().that(are(IMPLEMENTATION))
		.and()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.should(new ArchCondition<>("be final, abstract or an exception") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
						|| type.getModifiers().contains(JavaModifier.ABSTRACT) || type.isAssignableTo(Throwable.class);
				if (!closed) {
					events.add(SimpleConditionEvent.violated(type, type.getFullName()));
				}
			}

		});

	@ArchTest
	static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
		.should(new ArchCondition<>("be in a @NullMarked package") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getFullName()));
				}
			}

		});

}
