package shop;

import java.net.URI;

import dev.mishap.Problem;
import dev.mishap.ProblemException;

public class OutOfStockProblem extends ProblemException {

    private static final URI TYPE = URI.create("https://shop.example/out-of-stock");

    public OutOfStockProblem(String article) {
        super(Problem.of(409, "OUT_OF_STOCK")
                .withType(TYPE)
                .withTitle("Out of stock")
                .withDetail("Nothing is left of " + article)
                .withExtension("article", article));
    }

}
