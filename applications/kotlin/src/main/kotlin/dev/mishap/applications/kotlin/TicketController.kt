package dev.mishap.applications.kotlin

import dev.mishap.ProblemException
import jakarta.validation.Valid
import jakarta.validation.constraints.Max
import jakarta.validation.constraints.Size
import java.time.Duration
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.serialization.Serializable
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.bind.annotation.RestController

/** The same handlers for both kinds of applications. */
@RestController
class TicketController {

	@PostMapping("/orders")
	fun order(@Valid @RequestBody order: Order) = order

	@PostMapping("/order-lists")
	fun orders(@RequestBody orders: List<Order>) = orders.size

	@PostMapping("/suspended/orders")
	suspend fun suspendedOrder(@Valid @RequestBody order: Order): Order {
		delay(1)
		return order
	}

	@GetMapping("/films/{film}")
	fun film(@PathVariable film: String): String = throw when (film) {
		"full" -> SoldOutException(2, RowNumber(7))
		"unknown" -> FilmNotFoundException(film)
		// tag::throw[]
		"closed" -> ProblemException(TicketProblem.BOX_OFFICE_CLOSED)
			.withRetryAfter(Duration.ofHours(1))
			.with("opens_at", "08:00")
		// end::throw[]
		"old" -> LegacyException(4711)
		"lost" -> LostFilmException()
		"null" -> NullPointerException("dev.secret")
		else -> LegacyException(1)
	}

	@GetMapping("/suspended/films/{film}")
	suspend fun suspendedFilm(@PathVariable film: String): String {
		delay(1)
		return film(film)
	}

	@GetMapping("/flow/films/{film}")
	fun flowOfFilms(@PathVariable film: String): Flow<String> = flow {
		delay(1)
		emit(film(film))
	}

	@GetMapping("/search")
	fun search(@RequestParam @Size(min = 3) words: String, @RequestParam page: Int = 1, @RequestParam hall: Hall?) =
		"$words $page $hall"

	@GetMapping("/suspended/search")
	suspend fun suspendedSearch(@RequestParam @Size(min = 3) words: String, @RequestParam @Max(99) page: Int = 1): String {
		delay(1)
		return "$words $page"
	}

	@GetMapping("/rows/{row}")
	fun row(@PathVariable row: RowNumber) = row.number

	@GetMapping("/suspended/rows/{row}")
	suspend fun suspendedRow(@PathVariable row: RowNumber): Int {
		delay(1)
		return row.number
	}

	@GetMapping("/seats")
	fun seat(@RequestParam row: RowNumber, @RequestParam seat: Int): Int = RowNumber(seat).number + row.number

	@PostMapping("/notes")
	fun note(@RequestBody note: Note) = note

}

@Serializable
data class Note(val text: String, val stars: Int, val tags: List<String> = listOf())
