package dev.mishap.internal.rows.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.mishap.Problem;
import dev.mishap.ProblemMappings;
import dev.mishap.ProblemRequest;
import dev.mishap.internal.ProblemAnswer;
import dev.mishap.internal.ProblemRefinement;
import dev.mishap.internal.ProblemRows;
import org.jspecify.annotations.Nullable;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.password.CompromisedPasswordException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.FactorAuthorizationDecision;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

/**
 * Rows of Spring Security. Security decides the status and the challenge of these itself
 * wherever it can; the rows say what happened, and speak alone where its filters are not
 * around the failure. All ways in which a log-in can fail look the same. What Security
 * says in its challenges only, {@link ChallengeReader} reads there.
 */
public final class SecurityRows implements ProblemRows {

	@Override
	public void addTo(ProblemMappings.Builder mappings) {
		Problem failedLogin = Problem.of(401, "INVALID_CREDENTIALS");
		Problem tooMany = Problem.of(401, "TOO_MANY_SESSIONS");
		Problem expired = Problem.of(401, "SESSION_EXPIRED");
		Problem csrf = Problem.of(403, "CSRF_REJECTED");
		Problem rejected = Problem.of(400, "REQUEST_REJECTED");
		mappings.mapDecidedElsewhere(AuthenticationException.class, (ex) -> Problem.of(401), Problem.of(401));
		mappings.mapDecidedElsewhere(BadCredentialsException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(UsernameNotFoundException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(AccountStatusException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(CompromisedPasswordException.class, (ex) -> failedLogin, failedLogin);
		mappings.mapDecidedElsewhere(SessionAuthenticationException.class, (ex) -> tooMany, tooMany);
		mappings.mapDecidedElsewhere(SessionExpiredException.class, (ex) -> expired, expired);
		mappings.map(AuthenticationServiceException.class, 503, "AUTHENTICATION_UNAVAILABLE");
		mappings.mapDecidedElsewhere(AccessDeniedException.class,
				(ex) -> MissingFactors.describe(Problem.of(403), MissingFactors.of(ex)), Problem.of(403),
				Problem.of(403, MissingFactors.CODE));
		mappings.mapDecidedElsewhere(CsrfException.class, (ex) -> csrf, csrf);
		mappings.mapDecidedElsewhere(org.springframework.security.web.server.csrf.CsrfException.class, (ex) -> csrf,
				csrf);
		mappings.mapDecidedElsewhere(RequestRejectedException.class, (ex) -> rejected, rejected);
		mappings.mapDecidedElsewhere(ServerExchangeRejectedException.class, (ex) -> rejected, rejected);
	}

	/** Steps of a log-in that a known user still has to take. */
	static final class MissingFactors {

		static final String CODE = "AUTHENTICATION_FACTOR_REQUIRED";

		private static final String PREFIX = "FACTOR_";

		private MissingFactors() {
		}

		/** Returns the names of the factors, none if the denial has another reason. */
		static List<String> of(AccessDeniedException exception) {
			if (!(exception instanceof AuthorizationDeniedException denied)) {
				return List.of();
			}
			AuthorizationResult result = denied.getAuthorizationResult();
			if (result instanceof FactorAuthorizationDecision factors) {
				return names(factors.getFactorErrors()
					.stream()
					.map((error) -> String.valueOf(error.getRequiredFactor().getAuthority()))
					.toList());
			}
			if (result instanceof AuthorityAuthorizationDecision authorities) {
				return names(authorities.getAuthorities()
					.stream()
					.map(GrantedAuthority::getAuthority)
					.map(String::valueOf)
					.toList());
			}
			return List.of();
		}

		/** Returns the names of those authorities that stand for factors. */
		static List<String> names(Collection<String> authorities) {
			return authorities.isEmpty() ? List.of()
					: authorities.stream()
						.filter((authority) -> authority.startsWith(PREFIX))
						.map((authority) -> authority.substring(PREFIX.length()))
						.distinct()
						.sorted()
						.toList();
		}

		/**
		 * Returns the problem of a missing factor, or the given one if none is missing.
		 */
		static Problem describe(Problem problem, List<String> factors) {
			return factors.isEmpty() ? problem
					: Problem.of(problem.status(), CODE).withExtension("missing_factors", factors);
		}

	}

	/**
	 * Says in the body what the challenge of a bearer token says in its header. Reading
	 * it there works for every way in which tokens are checked, those of the application
	 * included.
	 */
	public static final class ChallengeReader implements ProblemRefinement {

		private static final String CHALLENGE = "WWW-Authenticate";

		private static final String TOKEN_EXPIRED = "TOKEN_EXPIRED";

		private static final String INVALID_TOKEN = "INVALID_TOKEN";

		private static final String INSUFFICIENT_SCOPE = "INSUFFICIENT_SCOPE";

		private static final Pattern ERROR = Pattern.compile("(?i)\\bBearer\\b.*?\\berror=\"([a-z_]+)\"");

		private static final String DECODER = "error_description=\"An error occurred while attempting to decode the Jwt";

		private static final Pattern DECODER_TEXT = Pattern.compile(Pattern.quote(DECODER) + "[^\"]*\"");

		private static final String EXPIRED = "Jwt expired at";

		private final Function<ProblemRequest, Collection<String>> missing;

		/**
		 * Creates the reader.
		 * @param missing returns the authorities that the caller of a request was found
		 * to lack
		 */
		public ChallengeReader(Function<ProblemRequest, Collection<String>> missing) {
			this.missing = missing;
		}

		@Override
		public Stage stage() {
			return Stage.CHALLENGE;
		}

		@Override
		public List<Problem> answers() {
			return List.of(challenged(401, TOKEN_EXPIRED, "invalid_token"),
					challenged(401, INVALID_TOKEN, "invalid_token"),
					challenged(403, INSUFFICIENT_SCOPE, "insufficient_scope"));
		}

		/** RFC 6750, section 3: the challenge of a refused token, a 403 included. */
		private static Problem challenged(int status, String code, String error) {
			return Problem.of(status, code).withHeader(CHALLENGE, "Bearer error=\"" + error + "\"");
		}

		@Override
		public Problem refine(Problem problem, @Nullable Throwable exception, ProblemRequest request,
				ProblemAnswer.Fields fields) {
			int status = problem.status();
			if (status != 401 && status != 403) {
				return problem;
			}
			List<String> challenges = fields.values(CHALLENGE);
			String error = error(challenges);
			boolean expired = anyContains(challenges, EXPIRED);
			if (status == 403 || anyContains(challenges, DECODER)) {
				tidy(fields, status, challenges, expired);
			}
			if (status == 401 && "invalid_token".equals(error)) {
				return problem(problem, "UNAUTHENTICATED", expired ? TOKEN_EXPIRED : INVALID_TOKEN);
			}
			if (status == 403 && "insufficient_scope".equals(error)) {
				return problem(problem, "FORBIDDEN", INSUFFICIENT_SCOPE);
			}
			return problem.code().equals("UNAUTHENTICATED")
					? MissingFactors.describe(problem, MissingFactors.names(this.missing.apply(request))) : problem;
		}

		private static boolean anyContains(List<String> challenges, String text) {
			for (String challenge : challenges) {
				if (challenge.contains(text)) {
					return true;
				}
			}
			return false;
		}

		private static Problem problem(Problem problem, String general, String code) {
			return problem.code().equals(general) ? problem.withCode(code) : problem;
		}

		private static @Nullable String error(List<String> challenges) {
			for (String challenge : challenges) {
				if (challenge.contains("=\"")) {
					Matcher matcher = ERROR.matcher(challenge);
					if (matcher.find()) {
						return matcher.group(1).toLowerCase(Locale.ROOT);
					}
				}
			}
			return null;
		}

		/**
		 * What a decoder says of its keys and algorithms is not for the caller; the texts
		 * instead are those of RFC 6750, section 3. A 403 needs no challenge, and one
		 * without any parameter is none (section 3 again).
		 */
		private static void tidy(ProblemAnswer.Fields fields, int status, List<String> challenges, boolean expired) {
			String text = "error_description=\"The access token " + (expired ? "expired" : "is invalid") + "\"";
			List<String> tidied = new ArrayList<>();
			for (String challenge : challenges) {
				if (status != 403 || !challenge.equalsIgnoreCase("Bearer")) {
					tidied.add(DECODER_TEXT.matcher(challenge).replaceAll(Matcher.quoteReplacement(text)));
				}
			}
			if (!tidied.equals(challenges)) {
				fields.set(CHALLENGE, tidied);
			}
		}

	}

	/** Challenges of a refusal, one for each scheme (RFC 9110, section 11.6.1). */
	public static final class Challenges {

		/**
		 * Schemes for which browsers open a dialog of their own. Spring Security does not
		 * send these to scripts.
		 */
		private static final Set<String> WITH_BOX = Set.of("basic", "digest", "negotiate", "ntlm");

		private final Set<String> found = new LinkedHashSet<>();

		public Challenges() {
		}

		/**
		 * Adds a challenge, unless there is one of its scheme.
		 * @param challenge the challenge, {@code null} for none
		 */
		public void add(@Nullable String challenge) {
			if (challenge != null
					&& this.found.stream().noneMatch((known) -> scheme(known).equals(scheme(challenge)))) {
				this.found.add(challenge);
			}
		}

		/**
		 * Returns the values of {@code WWW-Authenticate}. A script gets schemes that
		 * browsers do not know, {@code XBasic} for {@code Basic}, so that no dialog
		 * opens.
		 * @param request the request
		 * @param fallback the challenge where none was added
		 */
		public List<String> values(ProblemRequest request, String fallback) {
			List<String> challenges = this.found.isEmpty() ? List.of(fallback) : List.copyOf(this.found);
			if (!"XMLHttpRequest".equalsIgnoreCase(request.header("X-Requested-With"))) {
				return challenges;
			}
			return challenges.stream()
				.map((challenge) -> WITH_BOX.contains(scheme(challenge)) ? "X" + challenge : challenge)
				.toList();
		}

		private static String scheme(String challenge) {
			int end = challenge.indexOf(' ');
			return ((end < 0) ? challenge : challenge.substring(0, end)).toLowerCase(Locale.ROOT);
		}

	}

}
