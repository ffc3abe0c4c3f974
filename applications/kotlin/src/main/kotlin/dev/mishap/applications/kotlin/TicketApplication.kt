package dev.mishap.applications.kotlin

import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication

/** A servlet application that sells tickets. */
@SpringBootApplication(proxyBeanMethods = false)
class TicketApplication

fun main(args: Array<String>) {
	runApplication<TicketApplication>(*args)
}
