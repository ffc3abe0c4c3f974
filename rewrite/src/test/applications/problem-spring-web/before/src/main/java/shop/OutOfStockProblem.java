package shop;

import java.net.URI;
import java.util.Map;

import org.zalando.problem.AbstractThrowableProblem;
import org.zalando.problem.Status;

public class OutOfStockProblem extends AbstractThrowableProblem {

    private static final URI TYPE = URI.create("https://shop.example/out-of-stock");

    public OutOfStockProblem(String article) {
        super(TYPE, "Out of stock", Status.CONFLICT, "Nothing is left of " + article, null, null,
                Map.of("article", article));
    }

}
