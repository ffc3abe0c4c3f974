package dev.mishap.applications.kotlin

// tag::catalogue[]
import dev.mishap.ProblemType
import java.net.URI

enum class TicketProblem(private val status: Int, private val documentation: String? = null) : ProblemType {

	BOX_OFFICE_CLOSED(503, "https://tickets.example/problems/closed"), TOO_YOUNG(403);

	override fun status() = status

	override fun documentation() = documentation?.let(URI::create)

}
// end::catalogue[]
