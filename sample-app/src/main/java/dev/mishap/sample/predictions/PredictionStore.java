package dev.mishap.sample.predictions;

import java.time.Instant;
import java.util.UUID;

import dev.mishap.sample.predict.Prediction;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps predictions in the database. What is deleted leaves behind that it was there. */
@Repository
class PredictionStore {

	private final JdbcClient jdbc;

	PredictionStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	StoredPrediction add(String text, Prediction prediction) {
		StoredPrediction stored = new StoredPrediction(UUID.randomUUID().toString(), text, prediction.label(),
				prediction.confidence(), null, 1);
		this.jdbc.sql("insert into prediction (id, text, label, confidence, version) values (?, ?, ?, ?, ?)")
			.params(stored.id(), stored.text(), stored.label(), stored.confidence(), stored.version())
			.update();
		return stored;
	}

	StoredPrediction find(String id) {
		return this.jdbc.sql("select id, text, label, confidence, note, version from prediction where id = ?")
			.param(id)
			.query(StoredPrediction.class)
			.optional()
			.orElseThrow(() -> missing(id));
	}

	/** Changes a note if nobody else has changed the prediction in the meantime. */
	boolean annotate(StoredPrediction known, @Nullable String note) {
		return this.jdbc.sql("update prediction set note = ?, version = version + 1 where id = ? and version = ?")
			.param(note)
			.param(known.id())
			.param(known.version())
			.update() == 1;
	}

	void delete(String id) {
		if (this.jdbc.sql("delete from prediction where id = ?").param(id).update() == 0) {
			throw new PredictionNotFoundException();
		}
		this.jdbc.sql("insert into deleted_prediction (id) values (?)").param(id).update();
	}

	private RuntimeException missing(String id) {
		return this.jdbc.sql("select deleted_at from deleted_prediction where id = ?")
			.param(id)
			.query(Instant.class)
			.optional()
			.<RuntimeException>map(PredictionDeletedException::new)
			.orElseGet(PredictionNotFoundException::new);
	}

}
