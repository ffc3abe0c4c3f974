package dev.mishap.sample.cluster;

import java.time.Duration;

import dev.mishap.sample.llm.Buckets;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Keeps the buckets in Redis, so that the instances count together. */
@Component
@Profile("cluster")
class RedisBuckets implements Buckets, DisposableBean {

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration KEPT_LONGER = Duration.ofSeconds(10);

	private final StatefulRedisConnection<String, byte[]> connection;

	private final ProxyManager<String> buckets;

	RedisBuckets(LettuceConnectionFactory redis) {
		RedisClient client = (RedisClient) redis.getRequiredNativeClient();
		this.connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
		this.buckets = Bucket4jLettuce.casBasedBuilder(this.connection)
			.requestTimeout(PATIENCE)
			.expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_LONGER))
			.build();
	}

	@Override
	public ConsumptionProbe take(String client, BucketConfiguration configuration) {
		return this.buckets.getProxy("sample:llm:" + client, () -> configuration).tryConsumeAndReturnRemaining(1);
	}

	@Override
	public void destroy() {
		this.connection.close();
	}

}
