package dev.mishap.sample.jobs;

import dev.mishap.ProblemCatalogue;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What jobs run on, and what can be wrong with them. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

	static final int THREADS = 2;

	static final int QUEUE = 20;

	/** As a bean, the list is checked at start. */
	@Bean
	ProblemCatalogue jobProblems() {
		return ProblemCatalogue.of(JobProblem.class);
	}

	/** Threads of their own, so that jobs never take those of requests. */
	@Bean(defaultCandidate = false)
	@Qualifier("jobExecutor")
	ThreadPoolTaskExecutor jobExecutor(ThreadPoolTaskExecutorBuilder builder) {
		return builder.corePoolSize(THREADS).maxPoolSize(THREADS).queueCapacity(QUEUE).threadNamePrefix("job-").build();
	}

}
