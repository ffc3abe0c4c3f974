package dev.mishap.rows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.mishap.testing.OptionalTechnologies;
import dev.mishap.testing.RawHttp;
import dev.mishap.testing.Without;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static dev.mishap.testing.ProblemAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** With H2, Hibernate, Spring Data and a pool of one connection. */
@SpringBootTest(classes = DataTests.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { Without.SECURITY, OptionalTechnologies.DATABASE, "spring.datasource.url=" + DataTests.URL,
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=1000",
				"spring.jpa.hibernate.ddl-auto=create", "spring.jpa.open-in-view=false",
				"mishap.retry-after.fallback=11s", "mishap.data.constraints.uk_email=EMAIL_TAKEN" })
class DataTests {

	static final String URL = "jdbc:h2:mem:rows;LOCK_TIMEOUT=100;DB_CLOSE_DELAY=-1";

	private static final String[] LEAKS = { "account", "ACCOUNT", "uk_", "UK_", "a@b.c", "insert", "org.h2", "Hikari" };

	@LocalServerPort
	int port;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void oneAccount() {
		this.jdbc.update("delete from account");
		this.jdbc.update("insert into account (id, version, email, name) values (1, 5, 'a@b.c', 'ada')");
	}

	private RawHttp.Answer get(String target, String... headers) {
		return new RawHttp(this.port).send("GET", target, headers);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/insert/jpa", "/insert/jdbc", "/insert/entity-manager", "/insert/bare" })
	void theNameOfAConstraintLeadsToItsCode(String path) {
		assertThat(get(path + "?id=2&email=a@b.c&name=x")).isProblem(409, "EMAIL_TAKEN").leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/insert/jpa", "/insert/jdbc", "/insert/entity-manager", "/insert/bare" })
	void anotherUniqueConstraintSaysThatItExists(String path) {
		assertThat(get(path + "?id=2&email=x&name=ada")).isProblem(409, "ALREADY_EXISTS")
			.hasDetail("A value that has to be unique is taken already. Choose another one.")
			.leaksNothing(LEAKS);
	}

	@Test
	void aValueCannotPassForAConstraint() {
		assertThat(get("/insert/jdbc?id=2&email=uk_email&name=ada")).isProblem(409, "ALREADY_EXISTS");
	}

	@Test
	void aBrokenCheckIsAConflict() {
		assertThat(get("/insert/jdbc?id=2&email=x")).isProblem(409, "DATA_CONFLICT").leaksNothing(LEAKS);
	}

	@Test
	void aValueThatDoesNotFitItsColumnIsOurError() {
		assertThat(get("/insert/jdbc?id=2&email=x&name=" + "x".repeat(300))).isProblem(500, "INTERNAL_ERROR");
	}

	@Test
	void aStaleVersionIsAConflict() {
		assertThat(get("/stale")).isProblem(409, "CONCURRENT_CHANGE").leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "If-Match: \"4\"", "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT" })
	void aStaleVersionFailsThePreconditionOfTheRequest(String precondition) {
		assertThat(get("/stale", precondition)).isProblem(412, "PRECONDITION_FAILED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bare", "jdbc", "transaction" })
	void anEmptyPoolHasThreeFaces(String face) {
		assertThat(get("/empty-pool/" + face)).isProblem(503, "OVERLOADED")
			.hasHeader("Retry-After", "11")
			.leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/down", "/locked", "/slow-query", "/slow-transaction" })
	void aDatabaseThatDoesNotGetItDoneIsUnavailable(String path) {
		assertThat(get(path)).isProblem(503, "SERVICE_UNAVAILABLE").hasHeader("Retry-After", "11").leaksNothing(LEAKS);
	}

	@ParameterizedTest
	@CsvSource({ "/none", "/no-result", "/bad-sql", "/invalid-entity" })
	void whatOurQueriesGetWrongIsOurError(String path) {
		assertThat(get(path)).isProblem(500, "INTERNAL_ERROR").leaksNothing(LEAKS);
	}

	@Test
	void anUnknownPropertyToSortByIsTheCallersError() {
		assertThat(get("/sorted?by=nothing")).isProblem(400, "BAD_REQUEST")
			.hasDetail("The request asks to sort by something that does not exist here.")
			.leaksNothing("nothing", "Account");
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "derived", "query" })
	void whatTheCallerWantsToSortByHasToExist(String how) {
		assertThat(get("/accounts/" + how + "?sort=name,desc").status()).isEqualTo(200);
		for (String sort : new String[] { "nope", "name,nope", "id&sort=nope,desc", "name.x", "nope.name",
				"length(name)", "a+b", "name;drop", "%27", "select", "1" }) {
			assertThat(get("/accounts/" + how + "?sort=" + sort)).as(sort)
				.isProblem(400, "BAD_REQUEST")
				.hasDetail("The request asks to sort by something that does not exist here.")
				.leaksNothing("nope", "Account", "select", "length");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "nope", "name.x", "length(name)", "a+b" })
	void columnToSortByHasToExistInSqlToo(String sort) {
		assertThat(get("/accounts/native?sort=name").status()).isEqualTo(200);
		assertThat(get("/accounts/native?sort=" + sort)).isProblem(400, "BAD_REQUEST").leaksNothing("nope", "account ");
	}

	/** The caller has not named what does not exist. */
	@ParameterizedTest
	@ValueSource(strings = { "/misspelt/all", "/misspelt/query", "/misspelt/native", "/misspelt/hql",
			"/misspelt/all?sort=name", "/misspelt/query?sort=name", "/misspelt/native?sort=name",
			"/misspelt/hql?sort=name&page=1", "/misspelt/query?q=email" })
	void nameThatTheServerGotWrongIsOurError(String target) {
		assertThat(get(target)).isProblem(500, "INTERNAL_ERROR").leaksNothing("nmae", "account ");
	}

	@OnTomcat
	@EnableJpaRepositories(considerNestedRepositories = true)
	@Import({ Controller.class, Service.class })
	static class Application {

	}

	@Entity(name = "Account")
	@Table(name = "account", uniqueConstraints = { @UniqueConstraint(name = "uk_email", columnNames = "email"),
			@UniqueConstraint(name = "uk_name", columnNames = "name") })
	static class Account {

		@Id
		Long id;

		@Version
		Integer version;

		@NotBlank
		String email;

		@Column(nullable = false)
		String name;

		protected Account() {
		}

		Account(Long id, Integer version, String email, String name) {
			this.id = id;
			this.version = version;
			this.email = email;
			this.name = name;
		}

	}

	interface Accounts extends JpaRepository<Account, Long> {

		@Query("select a from Account a")
		List<Account> byQuery(Sort sort);

		@Query(value = "select * from account", nativeQuery = true)
		List<Account> byNativeQuery(Pageable page);

		List<Account> findByName(String name, Sort sort);

		/** What is thrown in here is translated. */
		default List<Account> broken(EntityManager entities, String query) {
			return entities.createQuery(query, Account.class).getResultList();
		}

	}

	static class Service {

		private final EntityManager entities;

		private final JdbcTemplate jdbc;

		Service(EntityManager entities, JdbcTemplate jdbc) {
			this.entities = entities;
			this.jdbc = jdbc;
		}

		@Transactional
		public String insert(Account account) {
			this.entities.persist(account);
			return "x";
		}

		@Transactional
		public String count() {
			return "x" + this.jdbc.queryForObject("select count(*) from account", Long.class);
		}

		@Transactional(timeout = 1)
		public String slowly() throws InterruptedException {
			Thread.sleep(1100);
			return count();
		}

	}

	@RestController
	static class Controller {

		private final Accounts accounts;

		private final DataSource dataSource;

		private final JdbcTemplate jdbc;

		private final Service service;

		private final EntityManager entities;

		Controller(Accounts accounts, DataSource dataSource, JdbcTemplate jdbc, Service service,
				EntityManager entities) {
			this.accounts = accounts;
			this.dataSource = dataSource;
			this.jdbc = jdbc;
			this.service = service;
			this.entities = entities;
		}

		@GetMapping("/insert/jpa")
		String insertByJpa(@RequestParam long id, @RequestParam String email, @RequestParam String name) {
			this.accounts.save(new Account(id, null, email, name));
			return "x";
		}

		@GetMapping("/insert/entity-manager")
		String insertByEntityManager(@RequestParam long id, @RequestParam String email, @RequestParam String name) {
			return this.service.insert(new Account(id, null, email, name));
		}

		@GetMapping("/insert/jdbc")
		String insertByJdbc(@RequestParam long id, @RequestParam String email,
				@RequestParam(required = false) String name) {
			this.jdbc.update("insert into account (id, version, email, name) values (?, 0, ?, ?)", id, email, name);
			return "x";
		}

		@GetMapping("/insert/bare")
		String insertBare(@RequestParam long id, @RequestParam String email, @RequestParam String name)
				throws SQLException {
			try (Connection connection = this.dataSource.getConnection();
					var statement = connection
						.prepareStatement("insert into account (id, version, email, name) values (?, 0, ?, ?)")) {
				statement.setLong(1, id);
				statement.setString(2, email);
				statement.setString(3, name);
				statement.executeUpdate();
			}
			return "x";
		}

		@GetMapping("/stale")
		String stale() {
			this.accounts.save(new Account(1L, 4, "new@b.c", "ada"));
			return "x";
		}

		@GetMapping("/empty-pool/bare")
		String emptyPoolBare() throws SQLException {
			try (Connection only = this.dataSource.getConnection();
					Connection another = this.dataSource.getConnection()) {
				return "x" + only.isClosed() + another.isClosed();
			}
		}

		@GetMapping("/empty-pool/jdbc")
		String emptyPoolJdbc() throws SQLException {
			try (Connection only = this.dataSource.getConnection()) {
				return "x" + only.isClosed() + this.jdbc.queryForObject("select 1", Long.class);
			}
		}

		@GetMapping("/empty-pool/transaction")
		String emptyPoolTransaction() throws SQLException {
			try (Connection only = this.dataSource.getConnection()) {
				return "x" + only.isClosed() + this.service.count();
			}
		}

		@GetMapping("/down")
		String down() {
			DataSource down = new DriverManagerDataSource("jdbc:h2:tcp://localhost:1/down");
			return "x" + new JdbcTemplate(down).queryForObject("select 1", Long.class);
		}

		@GetMapping("/locked")
		String locked() throws SQLException {
			try (Connection other = DriverManager.getConnection(URL, "sa", "")) {
				other.setAutoCommit(false);
				try (var statement = other.createStatement()) {
					statement.execute("update account set name = 'locked'");
				}
				try {
					this.jdbc.update("update account set name = 'x'");
				}
				finally {
					other.rollback();
				}
			}
			return "x";
		}

		@GetMapping("/slow-query")
		String slowQuery() {
			JdbcTemplate impatient = new JdbcTemplate(this.dataSource);
			impatient.setQueryTimeout(1);
			return "x" + impatient.queryForObject(
					"select count(*) from system_range(1, 100000000) a, system_range(1, 1000) b where a.x * b.x = 7",
					Long.class);
		}

		@GetMapping("/slow-transaction")
		String slowTransaction() throws InterruptedException {
			return this.service.slowly();
		}

		@GetMapping("/none")
		String none() {
			return this.jdbc.queryForObject("select name from account where id = -1", String.class);
		}

		@GetMapping("/no-result")
		String noResult() {
			return this.entities.createQuery("select a from Account a where a.id = -1", Account.class)
				.getSingleResult().name;
		}

		@GetMapping("/bad-sql")
		String badSql() {
			return this.jdbc.queryForObject("select nothing from nowhere", String.class);
		}

		@GetMapping("/invalid-entity")
		String invalidEntity() {
			return this.service.insert(new Account(3L, null, " ", "x"));
		}

		@GetMapping("/accounts/{how}")
		int accounts(@PathVariable String how, Pageable page) {
			return switch (how) {
				case "all" -> this.accounts.findAll(page).getSize();
				case "derived" -> this.accounts.findByName("ada", page.getSort()).size();
				case "query" -> this.accounts.byQuery(page.getSort()).size();
				case "native" -> this.accounts.byNativeQuery(page).size();
				default -> throw new IllegalStateException();
			};
		}

		@GetMapping("/misspelt/{how}")
		int misspelt(@PathVariable String how) {
			return switch (how) {
				case "all" -> this.accounts.findAll(Sort.by("nmae")).size();
				case "query" -> this.accounts.byQuery(Sort.by("nmae")).size();
				case "native" -> this.accounts.byNativeQuery(PageRequest.of(0, 1, Sort.by("nmae"))).size();
				case "hql" ->
					this.accounts.broken(this.entities, "select a from Account a where 1 1 order by a.name").size();
				default -> throw new IllegalStateException();
			};
		}

		@GetMapping("/sorted")
		int sorted(@RequestParam String by) {
			return this.accounts.findAll(Sort.by(by)).size();
		}

	}

}
