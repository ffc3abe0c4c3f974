package shop;

public class OrderNotFoundException extends RuntimeException {

    public OrderNotFoundException(int id) {
        super("There is no order " + id);
    }

}
