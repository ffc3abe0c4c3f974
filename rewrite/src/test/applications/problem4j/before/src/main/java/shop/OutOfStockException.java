package shop;

import io.github.problem4j.core.ProblemMapping;

@ProblemMapping(status = 409, title = "Out of stock", extensions = "article")
public class OutOfStockException extends RuntimeException {

    private final String article;

    public OutOfStockException(String article) {
        this.article = article;
    }

}
