package dev.mishap.sample.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.mishap.OverloadedException;
import dev.mishap.Problem;
import dev.mishap.ProblemException;
import dev.mishap.ProblemMappings;
import dev.mishap.sample.predict.SentimentModel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Works on jobs, a few at a time; when too many wait, further ones are refused. A failure
 * is described by the same table that a direct answer would have come from.
 */
@Component
class JobRunner {

	private static final Log logger = LogFactory.getLog(JobRunner.class);

	private final JobStore store;

	private final SentimentModel model;

	private final ProblemMappings problems;

	private final MessageSource texts;

	private final TaskExecutor executor;

	private final Duration step;

	JobRunner(JobStore store, SentimentModel model, ProblemMappings problems, MessageSource texts,
			@Qualifier("jobExecutor") TaskExecutor executor, @Value("${sample.jobs.step}") Duration step) {
		this.store = store;
		this.model = model;
		this.problems = problems;
		this.texts = texts;
		this.executor = executor;
		this.step = step;
	}

	Job submit(List<String> texts) {
		Job job = Job.queued(UUID.randomUUID().toString(), texts.size());
		this.store.save(job);
		try {
			this.executor.execute(() -> run(job, texts));
		}
		catch (TaskRejectedException ex) {
			Duration wait = this.step.multipliedBy(JobConfiguration.QUEUE / JobConfiguration.THREADS);
			throw new OverloadedException("no place in the queue", JobProblem.JOBS_OVERLOADED.name(), wait, ex);
		}
		return job;
	}

	private void run(Job job, List<String> texts) {
		List<String> labels = new ArrayList<>();
		try {
			for (String text : texts) {
				this.store.save(job.running(labels.size()));
				Thread.sleep(this.step.toMillis());
				if (text.isBlank()) {
					throw new ProblemException(JobProblem.WORDLESS_TEXT);
				}
				labels.add(this.model.predict(text).label());
			}
			this.store.save(job.succeeded(labels));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.store.save(job.failed(labels.size(), problem(ex)));
		}
		catch (RuntimeException ex) {
			logger.info("Job " + job.id() + " failed", ex);
			this.store.save(job.failed(labels.size(), problem(ex)));
		}
	}

	private Map<String, Object> problem(Exception exception) {
		Problem problem = this.problems.problemFor(exception);
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("type", "about:blank");
		members.put("title", HttpStatus.valueOf(problem.status()).getReasonPhrase());
		members.put("status", problem.status());
		String detail = this.texts.getMessage("mishap.detail." + problem.code(), null, null, Locale.ENGLISH);
		if (detail != null) {
			members.put("detail", detail);
		}
		members.put("code", problem.code());
		return members;
	}

}
