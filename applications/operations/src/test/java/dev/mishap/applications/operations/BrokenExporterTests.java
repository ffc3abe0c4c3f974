package dev.mishap.applications.operations;

import dev.mishap.applications.testing.operations.BrokenExporterContract;

class BrokenExporterTests extends BrokenExporterContract {

}
