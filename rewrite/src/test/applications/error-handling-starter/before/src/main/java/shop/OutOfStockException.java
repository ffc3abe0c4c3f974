package shop;

import io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorCode;
import io.github.wimdeblauwe.errorhandlingspringbootstarter.ResponseErrorProperty;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.CONFLICT)
@ResponseErrorCode("SOLD_OUT")
public class OutOfStockException extends RuntimeException {

    @ResponseErrorProperty
    private final String articleId;

    public OutOfStockException(String articleId) {
        super("Nothing is left of " + articleId);
        this.articleId = articleId;
    }

    @ResponseErrorProperty("left")
    public int getRest() {
        return 0;
    }

}
