package dev.mishap.sample.llm;

import java.security.Principal;
import java.time.Duration;

import dev.mishap.RateLimitExceededException;
import dev.mishap.RateLimitExceededException.Quota;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Counts the requests of each client: by the subject of its token, or else by its
 * address. What is left is told with each answer, so that a good client never meets the
 * 429; if it does, the starter makes the same fields of the quota in the exception.
 */
@Component
class LlmQuota implements HandlerInterceptor, WebMvcConfigurer {

	private static final String NAME = "llm";

	private final Buckets buckets;

	private final int limit;

	private final Duration window;

	LlmQuota(Buckets buckets, @Value("${sample.llm.limit}") int limit, @Value("${sample.llm.window}") Duration window) {
		this.buckets = buckets;
		this.limit = limit;
		this.window = window;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns("/llm/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		BucketConfiguration configuration = BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(this.limit).refillIntervally(this.limit, this.window))
			.build();
		ConsumptionProbe probe = this.buckets.take(client(request), configuration);
		if (!probe.isConsumed()) {
			Duration refill = atLeastOneNano(probe.getNanosToWaitForRefill());
			throw new RateLimitExceededException("no prompts left",
					Quota.usedUp(NAME, this.limit, this.window, refill));
		}
		Quota quota = new Quota(NAME, this.limit, this.window, probe.getRemainingTokens(),
				atLeastOneNano(probe.getNanosToWaitForReset()));
		response.setHeader("RateLimit-Policy", quota.policyItem());
		response.setHeader("RateLimit", quota.limitItem());
		return true;
	}

	private static String client(HttpServletRequest request) {
		Principal caller = request.getUserPrincipal();
		return (caller != null) ? "subject:" + caller.getName() : "address:" + request.getRemoteAddr();
	}

	private static Duration atLeastOneNano(long nanos) {
		return Duration.ofNanos(Math.max(1, nanos));
	}

}
