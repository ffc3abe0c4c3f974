package dev.mishap.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.mishap.testing.Sources;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is public is promised, and therefore documented. */
class PublicApiTests {

	/** Reading all classes is what costs time. */
	private static final List<JavaClass> PUBLIC_TYPES = publicTypes();

	private static List<JavaClass> publicTypes() {
		List<JavaClass> types = new ArrayList<>();
		ArchConfiguration.withThreadLocalScope((configuration) -> {
			// what is asked stands in our own classes
			configuration.setResolveMissingDependenciesFromClassPath(false);
			importTypes(types);
		});
		return List.copyOf(types);
	}

	private static void importTypes(List<JavaClass> types) {
		new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.mishap")
			.forEach((type) -> {
				boolean enclosed = type.getEnclosingClass()
					.map((outer) -> !outer.getModifiers().contains(JavaModifier.PUBLIC))
					.orElse(false);
				if (type.getModifiers().contains(JavaModifier.PUBLIC) && !enclosed) {
					types.add(type);
				}
			});
	}

	private static String source(JavaClass type) throws IOException {
		return Sources.of(type.getFullName());
	}

	@Test
	void everyPublicTypeIsDocumented() throws IOException {
		assertThat(PUBLIC_TYPES).hasSizeGreaterThan(40);
		for (JavaClass type : PUBLIC_TYPES) {
			assertThat(source(type)).as(type.getFullName())
				.containsPattern(
						"\\*/\\s+(?:@[^\\n]+\\n(?:\\t+\\t[^\\n]*\\n)*\\s*)*(?:[a-z]+ )*?(?:class|interface|record|"
								+ "enum|@interface) " + type.getSimpleName() + "\\b");
		}
	}

	@Test
	void everyPublicTypeSaysSinceWhen() throws IOException {
		List<String> silent = new ArrayList<>();
		for (JavaClass type : PUBLIC_TYPES) {
			if (!type.getPackageName().startsWith("dev.mishap.internal") && type.getEnclosingClass().isEmpty()
					&& !source(type).contains(" * @since ")) {
				silent.add(type.getFullName());
			}
		}
		assertThat(silent).isEmpty();
	}

	@Test
	void everyMethodOfAPublicTypeIsDocumented() throws IOException {
		for (JavaClass type : PUBLIC_TYPES) {
			if (!type.getPackageName().matches("dev\\.mishap(\\.servlet)?")) {
				continue;
			}
			String source = source(type);
			for (JavaMethod method : type.getMethods()) {
				Pattern declaration = Pattern
					.compile("(?m)^\\t+(?:public |static |default |final |abstract |synchronized )*[\\w<>?@,.\\[\\] ]+ "
							+ method.getName() + "\\(");
				boolean written = method.getModifiers().contains(JavaModifier.PUBLIC)
						&& declaration.matcher(source).find();
				if (written && !method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
					assertThat(source).as(method.getFullName())
						.containsPattern("(?:\\*/\\s+(?:@[^\\n]+\\s+)*|@Override\\s+(?:@[^\\n]+\\s+)*)"
								+ "(?:public |static |default |final )*[\\w<>?@,.\\[\\] ]+ " + method.getName()
								+ "\\(");
				}
			}
		}
	}

}
