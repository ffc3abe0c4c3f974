package dev.mishap.coexistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.mishap.ErrorTable;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.data.repository.query.Param;
import org.springframework.data.repository.support.QueryMethodParameterConversionException;
import org.springframework.data.rest.core.RepositoryConstraintViolationException;
import org.springframework.data.rest.webmvc.support.ETag;
import org.springframework.data.rest.webmvc.support.ETagDoesntMatchException;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.BeanPropertyBindingResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The lines of Spring Data REST in the table of all errors. */
class DataRestErrorTableTests {

	private static final Path LOCK = Path.of("src/test/resources/docs/error-table.txt");

	private static final String CONCERN = "Spring Data REST";

	@Test
	void rowsAreAsTheyWere() {
		ErrorTable.withMappings((mappings) -> {
			ErrorTable table = new ErrorTable(mappings);
			assertThat(mappings.types()).contains(RepositoryConstraintViolationException.class,
					ETagDoesntMatchException.class);
			assertThat(locked()).as("lines of Spring Data REST in %s, changed by hand", LOCK)
				.containsExactly(
						table.line(CONCERN, "",
								new RepositoryConstraintViolationException(
										new BeanPropertyBindingResult(new Object(), "entity"))),
						table.line(CONCERN, "", new ETagDoesntMatchException(new Object(), ETag.from("\"7\""))),
						table.line(CONCERN, "",
								new QueryMethodParameterConversionException("a", parameter(),
										new ConversionFailedException(TypeDescriptor.valueOf(String.class),
												TypeDescriptor.valueOf(int.class), "a", null))));
		});
	}

	private static MethodParameter parameter() {
		Method method = ReflectionUtils.findMethod(Orders.class, "findCheaper", int.class);
		assertThat(method).isNotNull();
		return new MethodParameter(method, 0);
	}

	private static List<String> locked() {
		try {
			return Files.readAllLines(LOCK).stream().filter((line) -> line.startsWith(CONCERN)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Orders {

		void findCheaper(@Param("price") int price);

	}

}
