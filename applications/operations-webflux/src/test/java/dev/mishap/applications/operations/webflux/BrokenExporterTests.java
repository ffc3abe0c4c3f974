package dev.mishap.applications.operations.webflux;

import dev.mishap.applications.testing.operations.BrokenExporterContract;

class BrokenExporterTests extends BrokenExporterContract {

}
