package shop;

import dev.mishap.ErrorCode;
import dev.mishap.ProblemMember;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.CONFLICT)
@ErrorCode("SOLD_OUT")
public class OutOfStockException extends RuntimeException {

    @ProblemMember("articleId")
    private final String articleId;

    public OutOfStockException(String articleId) {
        super("Nothing is left of " + articleId);
        this.articleId = articleId;
    }

    @ProblemMember("left")
    public int getRest() {
        return 0;
    }

}
