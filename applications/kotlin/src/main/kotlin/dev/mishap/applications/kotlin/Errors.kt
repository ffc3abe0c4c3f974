package dev.mishap.applications.kotlin

// tag::errors[]
import dev.mishap.ErrorCode
import dev.mishap.ProblemMember
import org.springframework.http.HttpStatus
import org.springframework.web.bind.annotation.ResponseStatus

sealed class TicketException(message: String) : RuntimeException(message)

@ResponseStatus(code = HttpStatus.CONFLICT, reason = "There are too few seats.")
@ErrorCode("SOLD_OUT")
class SoldOutException(@ProblemMember val left: Int, @ProblemMember val row: RowNumber) :
	TicketException("Only $left seats are left.")

@ResponseStatus(HttpStatus.NOT_FOUND)
class FilmNotFoundException(film: String) : TicketException("No film $film.")
// end::errors[]

class LostFilmException : IllegalArgumentException("dev.secret")

class LegacyException(val number: Int) : RuntimeException("Number $number")
