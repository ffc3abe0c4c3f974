package dev.mishap.applications.kotlin

// tag::order[]
import jakarta.validation.Valid
import jakarta.validation.constraints.Max
import jakarta.validation.constraints.NotBlank

data class Order(
	@field:NotBlank val film: String,
	@field:Max(8) val count: Int,
	@field:Valid val buyer: Buyer,
	val row: RowNumber? = null,
	val hall: Hall = Hall.LARGE,
)

data class Buyer(@field:NotBlank val name: String, val mail: String)

enum class Hall { SMALL, LARGE }

@JvmInline
value class RowNumber(val number: Int) {

	init {
		require(number in 1..40) { "There is no row $number." }
	}

}
// end::order[]
