package shop;

import io.github.problem4j.core.ProblemMapping;

// TODO Mishap: replace ProblemMapping: an entry under mishap.mappings, or @ResponseStatus, @ErrorCode and @ProblemMember on the class
@ProblemMapping(status = 409, title = "Out of stock", extensions = "article")
public class OutOfStockException extends RuntimeException {

    private final String article;

    public OutOfStockException(String article) {
        this.article = article;
    }

}
