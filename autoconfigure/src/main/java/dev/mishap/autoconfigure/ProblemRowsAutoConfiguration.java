package dev.mishap.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import dev.mishap.internal.OwedHeader;
import dev.mishap.internal.ProblemRows;
import dev.mishap.internal.rows.RetryAfterTimes;
import dev.mishap.internal.rows.RoutingRows;
import dev.mishap.internal.rows.UpstreamRows;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the answers to what Spring Web raises, and of the header fields
 * that their statuses owe.
 *
 * @since 0.1.0
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(before = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties({ MishapProperties.class, MishapRetryAfterProperties.class })
public final class ProblemRowsAutoConfiguration {

	@Bean
	@Lazy
	ProblemRows mishapRoutingProblemRows() {
		return new RoutingRows();
	}

	@Bean
	@Lazy
	ProblemRows mishapUpstreamProblemRows(ApplicationContext context, ObjectProvider<UpstreamRows.Answers> answers) {
		return new UpstreamRows(context.getClassLoader(), answers.getIfAvailable(() -> UpstreamRows.Answers.NONE));
	}

	@Bean
	RetryAfterTimes mishapRetryAfterTimes(MishapRetryAfterProperties properties) {
		return new RetryAfterTimes(properties.toForm(), Clock.systemUTC(),
				(bound) -> ThreadLocalRandom.current().nextLong(bound + 1));
	}

	@Bean
	OwedHeader mishapOwedUpgrade(MishapProperties properties) {
		String protocols = properties.upgradeTo();
		return (protocols != null) ? OwedHeader.fixed("Upgrade", protocols) : OwedHeader.fixed("Upgrade");
	}

	@Bean
	OwedHeader mishapOwedBlockedBy(MishapProperties properties) {
		URI blocker = properties.blockedBy();
		return (blocker != null) ? OwedHeader.fixed("Link", "<" + blocker + ">; rel=\"blocked-by\"")
				: OwedHeader.fixed("Link");
	}

}
