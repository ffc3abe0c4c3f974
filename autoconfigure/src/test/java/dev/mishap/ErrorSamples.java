package dev.mishap;

import java.io.CharConversionException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import dev.mishap.RateLimitExceededException.Quota;
import dev.mishap.client.UpstreamAnswer;
import dev.mishap.client.UpstreamClientErrorException;
import dev.mishap.client.UpstreamServerErrorException;
import dev.mishap.client.UpstreamWebClientException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.MaxRetriesExceeded;
import io.github.resilience4j.retry.MaxRetriesExceededException;
import io.github.resilience4j.retry.Retry;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.data.core.TypeInformation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.resilience.InvocationRejectedException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.password.CompromisedPasswordException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindException;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.MethodValidationException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.HttpSessionRequiredException;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.accept.MissingApiVersionException;
import org.springframework.web.accept.NotAcceptableApiVersionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingMatrixVariableException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.UnsatisfiedServletRequestParameterException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Exceptions for each row of the table, by concern, and some that have no row. */
final class ErrorSamples {

	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNestingDepth(10).maxNumberLength(20).maxStringLength(50).build())
			.build())
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

	private static final byte[] NO_BYTES = new byte[0];

	private final List<Sample> samples = new ArrayList<>();

	private String concern = "";

	private ErrorSamples() {
	}

	/** Returns the samples of all concerns but Spring Data REST, in their order. */
	static List<Sample> all() {
		ErrorSamples samples = new ErrorSamples();
		samples.bodies();
		samples.parameters();
		samples.routing();
		samples.authentication();
		samples.payload();
		samples.overload();
		samples.data();
		samples.upstream();
		samples.others();
		return samples.samples;
	}

	private void add(Throwable exception) {
		add("", exception);
	}

	private void add(String when, Throwable exception) {
		this.samples.add(new Sample(this.concern, when, exception));
	}

	private void bodies() {
		this.concern = "Bodies and validation";
		add("no body, or null", unreadable(null));
		add("syntax error", unreadable("{count:1}"));
		add("cut short", unreadable("{\"count\":"));
		add("nested too deeply", unreadable("{\"other\":" + "[".repeat(20), Object.class));
		add("number too long", unreadable("{\"count\":" + "1".repeat(30) + "}"));
		add("text too long", unreadable("{\"name\":\"" + "a".repeat(100) + "\"}"));
		add("not in its character encoding", notReadable(new CharConversionException()));
		add("transfer broken off", notReadable(new IOException()));
		add("unreadable for another reason", notReadable(new IllegalStateException()));
		add("value of the wrong type", unreadable("{\"count\":\"many\"}"));
		add("null for a number", unreadable("{\"count\":null}"));
		add("unknown value", unreadable("{\"colour\":\"PINK\"}"));
		add("unknown member, where that fails", unreadable("{\"size\":1}"));
		add(new HttpMessageConversionException("x"));
		add(new HttpMessageNotWritableException("x"));
		add(new MethodArgumentNotValidException(parameter("body", Form.class), invalid()));
		add(new BindException(invalid()));
		add("of an argument", new HandlerMethodValidationException(violations("page", 0, int.class)));
		add("of the value that the handler returns", new HandlerMethodValidationException(returned()));
		add("of a controller", new MethodValidationException(violations("page", 0, int.class)));
		add("of a service", new MethodValidationException(ofService()));
		add("of a controller", violation(new Inputs()));
		add("of a service", violation(new Service()));
		add("of an entity", new ConstraintViolationException(VALIDATOR.validate(new Form("", 1, null))));
		add(new BeanInstantiationException(Form.class, "x", new IllegalStateException()));
		add(new InvalidPropertyException(Form.class, "lines[x]", "x"));
	}

	private void parameters() {
		this.concern = "Parameters";
		add(new MissingServletRequestParameterException("page", "int"));
		add(new MissingRequestHeaderException("X-Tenant", parameter("page", int.class)));
		add(new MissingRequestCookieException("basket", parameter("page", int.class)));
		add(new MissingMatrixVariableException("colour", parameter("page", int.class)));
		add(new MissingServletRequestPartException("file"));
		add("the path has no such variable", new MissingPathVariableException("id", parameter("page", int.class)));
		add("its value leads to nothing", new MissingPathVariableException("id", parameter("page", int.class), true));
		add("its value leads to nothing",
				new MissingServletRequestParameterException("page", parameter("page", int.class), true));
		add(new MethodArgumentTypeMismatchException("x", int.class, "page", parameter("page", int.class),
				new NumberFormatException()));
		add(new TypeMismatchException("x", int.class));
		add(new ConversionNotSupportedException("x", Form.class, null));
		add(new UnsatisfiedServletRequestParameterException(new String[] { "kind=new" }, Map.of()));
		add("request attribute missing", new ServletRequestBindingException("Missing request attribute 'x'"));
		add("session attribute missing", new ServletRequestBindingException("Missing session attribute 'x'"));
		add("anything else", new ServletRequestBindingException("x"));
		add(new HttpSessionRequiredException("x"));
		add(new MissingApiVersionException());
		add(new InvalidApiVersionException("9"));
		add(new NotAcceptableApiVersionException("9"));
		add("not decodable, or too many parameters", new InvalidParameterException("x"));
		add("form too large", new InvalidParameterException("x", 413));
		add("not decodable", new HttpException.IllegalArgumentException(400));
		add("not decodable", new HttpException.IllegalStateException(400, "x"));
		add("not decodable", new HttpException.RuntimeException(400, "x"));
		add("form too large", new HttpException.RuntimeException(400, new HttpException.RuntimeException(413, "x")));
	}

	private void routing() {
		this.concern = "Routing and negotiation";
		add(new NoResourceFoundException(HttpMethod.GET, "/x", "x"));
		add(new NoHandlerFoundException("GET", "/x", new HttpHeaders()));
		add(new HttpRequestMethodNotSupportedException("DELETE", List.of("GET", "POST")));
		add("methods not known", new HttpRequestMethodNotSupportedException("DELETE"));
		add("method that no address has", new HttpRequestMethodNotSupportedException("BREW", List.of("GET")));
		add(new MethodNotAllowedException(HttpMethod.DELETE, List.of(HttpMethod.GET)));
		add(new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON)));
		add(new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)));
		add(new HttpMediaTypeNotSupportedException(MediaType.TEXT_PLAIN, List.of(MediaType.APPLICATION_JSON)));
		add("formats not known", new HttpMediaTypeNotSupportedException("x"));
		add(new UnsupportedMediaTypeStatusException(MediaType.TEXT_PLAIN, List.of(MediaType.APPLICATION_JSON)));
		add(ours("servlet.webmvc.BodyAdvice$UnsatisfiableRangeException", long.class, 10L));
	}

	private void authentication() {
		this.concern = "Authentication";
		add(new InsufficientAuthenticationException("x"));
		add(new InvalidBearerTokenException("x"));
		add(new BadCredentialsException("x"));
		add(new UsernameNotFoundException("x"));
		add(new LockedException("x"));
		add(new CompromisedPasswordException("x"));
		add(new SessionAuthenticationException("x"));
		add(ours("rows.security.SessionExpiredException"));
		add(new AuthenticationServiceException("x"));
		add(new AccessDeniedException("x"));
		add("a factor of the log-in is missing", new AuthorizationDeniedException("x",
				new AuthorityAuthorizationDecision(false, AuthorityUtils.createAuthorityList("FACTOR_OTT"))));
		add(new CsrfException("x"));
		add(new org.springframework.security.web.server.csrf.CsrfException("x"));
		add(new RequestRejectedException("x"));
		add(new ServerExchangeRejectedException("x"));
	}

	private void payload() {
		this.concern = "Payload";
		add(ours("servlet.payload.PayloadFilter$TooLargeException", org.springframework.util.unit.DataSize.class,
				org.springframework.util.unit.DataSize.ofBytes(1)));
		add("size", new MaxUploadSizeExceededException(1));
		add("number of parts", new MaxUploadSizeExceededException(1, new IllegalStateException("count")));
		add("body of another format", new MultipartException("x"));
		add("broken body", new MultipartException("x", new IOException()));
		add("no place for files", new MultipartException("x", new FileSystemException("x")));
		add("multipart not configured", new MultipartException("x", new IllegalStateException()));
		add(new ContentTooLargeException(null));
	}

	private void overload() {
		this.concern = "Overload";
		add("no quota named", new RateLimitExceededException("x", Duration.ofSeconds(7)));
		add("with its quota", new RateLimitExceededException("x",
				new Quota("api", 100, Duration.ofMinutes(1), 0, Duration.ofSeconds(7))));
		add("no time named", new OverloadedException("x"));
		add("with a time and a code", new OverloadedException("x", "QUEUE_FULL", Duration.ofSeconds(7), null));
		add(new RejectedExecutionException());
		add(new TaskRejectedException("x"));
		add(new InvocationRejectedException("x", "x"));
		add(new TimeoutException());
		add(new AsyncRequestTimeoutException());
		add("for a time", new UnavailableException("x", 7));
		add("for good", new UnavailableException("x"));
		add(RequestNotPermitted.createRequestNotPermitted(RateLimiter.ofDefaults("x")));
		add(BulkheadFullException.createBulkheadFullException(Bulkhead.ofDefaults("x")));
		add(CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("x")));
		add(MaxRetriesExceededException.createMaxRetriesExceededException(Retry.ofDefaults("x")));
		add(new MaxRetriesExceeded("x"));
	}

	private void data() {
		this.concern = "Data";
		SQLException unique = new SQLException("x", "23505");
		add("a constraint", new DataIntegrityViolationException("x"));
		add("a unique constraint", new DataIntegrityViolationException("x", unique));
		add("a value that the column cannot take",
				new DataIntegrityViolationException("x", new SQLException("x", "22001")));
		add(new DuplicateKeyException("x"));
		add(new OptimisticLockingFailureException("x"));
		add(new CannotAcquireLockException("x"));
		add(new QueryTimeoutException("x"));
		add(new RecoverableDataAccessException("x"));
		add("no connection", new DataAccessResourceFailureException("x"));
		add("pool empty", new DataAccessResourceFailureException("x", new java.sql.SQLTransientConnectionException()));
		add("no connection", new CannotCreateTransactionException("x"));
		add("pool empty", new CannotCreateTransactionException("x", new java.sql.SQLTransientConnectionException()));
		add(new TransactionTimedOutException("x"));
		add(new EmptyResultDataAccessException(1));
		add(new IncorrectResultSizeDataAccessException(1));
		add("about a column that the request names", new BadSqlGrammarException("x", "x",
				new SQLException("Unknown column 'a.nope' in 'order clause'", "42S22")));
		add("otherwise", new BadSqlGrammarException("x", "x", new SQLException("Unknown column 'a.name'", "42S22")));
		add("about an expression to sort by that the request names", new InvalidDataAccessApiUsageException(
				"Sort expression 'nope: ASC' must only contain property references"));
		add("otherwise", new InvalidDataAccessApiUsageException("x"));
		add("about a property that the request names",
				new PropertyReferenceException("nope", TypeInformation.of(Form.class), List.of()));
		add("otherwise", new PropertyReferenceException("x", TypeInformation.of(Form.class), List.of()));
		add(new jakarta.persistence.OptimisticLockException());
		add(new jakarta.persistence.PessimisticLockException());
		add(new jakarta.persistence.LockTimeoutException());
		add(new jakarta.persistence.QueryTimeoutException());
		add(new jakarta.persistence.EntityExistsException());
		add(new jakarta.persistence.NoResultException());
		add(new jakarta.persistence.EntityNotFoundException());
		add("a unique constraint", new org.hibernate.exception.ConstraintViolationException("x", unique, "x"));
		add("another constraint",
				new org.hibernate.exception.ConstraintViolationException("x", new SQLException("x", "23503"),
						org.hibernate.exception.ConstraintViolationException.ConstraintKind.FOREIGN_KEY, "x"));
		add(new org.hibernate.StaleStateException("x"));
		add(new org.hibernate.exception.JDBCConnectionException("x", new SQLException()));
		add(new org.hibernate.exception.LockAcquisitionException("x", new SQLException()));
		add(new org.hibernate.PessimisticLockException("x", new SQLException()));
		add(new org.hibernate.QueryTimeoutException("x", new SQLException(), "x"));
		add("a unique constraint", new java.sql.SQLIntegrityConstraintViolationException("x", "23505"));
		add("another constraint", new java.sql.SQLIntegrityConstraintViolationException("x", "23503"));
		add("pool empty", new java.sql.SQLTransientConnectionException());
		add(new java.sql.SQLTimeoutException());
		add(new java.sql.SQLNonTransientConnectionException());
		add(new java.sql.SQLRecoverableException());
		add(new java.sql.SQLSyntaxErrorException());
	}

	private void upstream() {
		this.concern = "Upstream";
		HttpHeaders wait = new HttpHeaders();
		wait.set("Retry-After", "7");
		add("answer not readable", new RestClientException("x"));
		add("any error", HttpClientErrorException.create(HttpStatus.NOT_FOUND, "x", wait, NO_BYTES, null));
		add("429 or 503 with Retry-After",
				HttpServerErrorException.create(HttpStatus.SERVICE_UNAVAILABLE, "x", wait, NO_BYTES, null));
		add("429 or 503 without", HttpServerErrorException.create(HttpStatus.SERVICE_UNAVAILABLE, "x",
				new HttpHeaders(), NO_BYTES, null));
		add("no answer in time", new ResourceAccessException("x", new SocketTimeoutException()));
		add("not reachable", new ResourceAccessException("x", new ConnectException()));
		add("broken off", new ResourceAccessException("x", new IOException()));
		add("made by our own code, without a call", new HttpClientErrorException(HttpStatus.GONE));
		HttpRequest call = new MockClientHttpRequest();
		add("any error", WebClientResponseException.create(HttpStatus.NOT_FOUND, "x", wait, NO_BYTES, null, call));
		add("429 or 503 with Retry-After",
				WebClientResponseException.create(HttpStatus.TOO_MANY_REQUESTS, "x", wait, NO_BYTES, null, call));
		add("made by our own code, without a call", WebClientResponseException.create(410, "x", wait, NO_BYTES, null));
		add("no answer in time", request(new SocketTimeoutException()));
		add("not reachable", request(new ConnectException()));
		add("broken off", request(new IOException()));
		add("anything else", new OtherWebClientException());
		add("answer not readable", new DecodingException("x"));
		UpstreamAnswer any = UpstreamAnswer.of("x", 404, "X");
		UpstreamAnswer later = UpstreamAnswer.of("x", Problem.of(503).withRetryAfter(Duration.ofSeconds(7)));
		add("any error", new UpstreamClientErrorException(any));
		add("429 or 503 with Retry-After", new UpstreamClientErrorException(later));
		add("any error", new UpstreamServerErrorException(any));
		add("429 or 503 with Retry-After", new UpstreamServerErrorException(later));
		add("any error", new UpstreamWebClientException(any));
		add("429 or 503 with Retry-After", new UpstreamWebClientException(later));
	}

	private void others() {
		this.concern = "Others";
		add("whatever it was given", new ProblemException(Problem.of(409, "OUT_OF_STOCK"), null));
		add("its own status, its reason as detail", new ResponseStatusException(HttpStatus.CONFLICT, "Sold out."));
		add("under 500 the reason stays inside",
				new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "Sold out."));
		add("its own status, headers and body", new ErrorResponseException(HttpStatus.PAYMENT_REQUIRED));
		add("a status that is no error's, or not registered", new ErrorResponseException(HttpStatus.FOUND));
		add("of the application, with @ResponseStatus(409)", new SoldOutException());
		String cause = "by what it wraps, here @ResponseStatus(409)";
		add(cause, new CompletionException(new SoldOutException()));
		add(cause, new ExecutionException(new SoldOutException()));
		add(cause, new UndeclaredThrowableException(new SoldOutException()));
		add(cause, new ServletException(new SoldOutException()));
		add("by what it wraps, here an optimistic lock", new TransactionSystemException("x",
				new jakarta.persistence.RollbackException(new jakarta.persistence.OptimisticLockException())));
		add("by its cause, of which the application says that", new IllegalStateException(new SoldOutException()));
		add("whatever else its cause", new IllegalStateException(new java.util.concurrent.TimeoutException()));
		add(new IllegalArgumentException());
		add(new IllegalStateException());
		add(new NullPointerException());
		add(new java.util.NoSuchElementException());
		add(new UnsupportedOperationException());
		add(new IOException());
		add(new java.nio.file.AccessDeniedException("x"));
		add(new InterruptedException());
		add(new StackOverflowError());
		add(new OutOfMemoryError());
		add(new NoClassDefFoundError());
	}

	private static WebClientRequestException request(Throwable cause) {
		return new WebClientRequestException(cause, HttpMethod.GET, URI.create("http://localhost/"), new HttpHeaders());
	}

	private static HttpMessageNotReadableException notReadable(Throwable cause) {
		return new HttpMessageNotReadableException("x", cause, new MockHttpInputMessage(NO_BYTES));
	}

	private static HttpMessageNotReadableException unreadable(String body) {
		return unreadable(body, Form.class);
	}

	private static HttpMessageNotReadableException unreadable(String body, Class<?> type) {
		if (body == null) {
			return new HttpMessageNotReadableException("x", new MockHttpInputMessage(NO_BYTES));
		}
		try {
			JSON.readValue(body.getBytes(StandardCharsets.UTF_8), type);
		}
		catch (JacksonException ex) {
			return notReadable(ex);
		}
		throw new IllegalStateException(body);
	}

	private static BeanPropertyBindingResult invalid() {
		BeanPropertyBindingResult result = new BeanPropertyBindingResult(new Form("", 1, null), "form");
		result.rejectValue("name", "NotBlank", "x");
		return result;
	}

	private static Method method(Class<?> type, String name, Class<?>... parameters) {
		try {
			return type.getDeclaredMethod(name, parameters);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodParameter parameter(String method, Class<?> type) {
		MethodParameter parameter = new MethodParameter(method(Inputs.class, method, type), 0);
		parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
		return parameter;
	}

	private static MethodValidationResult violations(String method, Object argument, Class<?> type) {
		return new MethodValidationAdapter(VALIDATOR).validateArguments(new Inputs(),
				method(Inputs.class, method, type), null, new Object[] { argument }, new Class<?>[0]);
	}

	private static MethodValidationResult ofService() {
		return new MethodValidationAdapter(VALIDATOR).validateArguments(new Service(),
				method(Service.class, "page", int.class), null, new Object[] { 0 }, new Class<?>[0]);
	}

	private static MethodValidationResult returned() {
		return new MethodValidationAdapter(VALIDATOR).validateReturnValue(new Inputs(), method(Inputs.class, "name"),
				null, "", new Class<?>[0]);
	}

	private static ConstraintViolationException violation(Object target) {
		return new ConstraintViolationException(VALIDATOR.forExecutables()
			.validateParameters(target, method(target.getClass(), "page", int.class), new Object[] { 0 }));
	}

	private static Throwable ours(String name) {
		return create(name, new Class<?>[0]);
	}

	private static Throwable ours(String name, Class<?> type, Object argument) {
		return create(name, new Class<?>[] { type }, argument);
	}

	private static Throwable create(String name, Class<?>[] types, Object... arguments) {
		try {
			Constructor<?> constructor = Class.forName("dev.mishap.internal." + name).getDeclaredConstructor(types);
			constructor.setAccessible(true);
			return (Throwable) constructor.newInstance(arguments);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An exception and what it stands for. */
	record Sample(String concern, String when, Throwable exception) {

	}

	record Form(@NotBlank String name, int count, Colour colour) {

	}

	enum Colour {

		RED, GREEN

	}

	@Controller
	static class Inputs {

		void body(@RequestBody Form body) {
		}

		void page(@RequestParam @Min(1) int page) {
		}

		@NotBlank
		String name() {
			return "";
		}

	}

	static class Service {

		void page(@Min(1) int page) {
		}

	}

	@ResponseStatus(HttpStatus.CONFLICT)
	static class SoldOutException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class OtherWebClientException extends org.springframework.web.reactive.function.client.WebClientException {

		private static final long serialVersionUID = 1L;

		OtherWebClientException() {
			super("x");
		}

	}

}
