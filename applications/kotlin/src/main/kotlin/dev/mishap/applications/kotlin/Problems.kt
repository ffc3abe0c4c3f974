package dev.mishap.applications.kotlin

// tag::beans[]
import dev.mishap.Problem
import dev.mishap.ProblemCatalogue
import dev.mishap.ProblemCustomizer
import dev.mishap.ProblemMappingsCustomizer
import org.springframework.context.annotation.Bean
import org.springframework.context.annotation.Configuration

@Configuration(proxyBeanMethods = false)
class Problems {

	@Bean
	fun catalogue(): ProblemCatalogue = ProblemCatalogue.of(TicketProblem::class.java)

	@Bean
	fun rows() = ProblemMappingsCustomizer { mappings ->
		mappings.map(LegacyException::class.java) { exception ->
			when (exception.number) {
				4711 -> Problem.of(404, "SCREENING_UNKNOWN").withExtension("screening", exception.number)
				else -> null
			}
		}
	}

	@Bean
	fun help() = ProblemCustomizer { problem, _ ->
		if (problem.status() == 404) problem.withExtension("help", "https://tickets.example/help") else problem
	}

}
// end::beans[]
