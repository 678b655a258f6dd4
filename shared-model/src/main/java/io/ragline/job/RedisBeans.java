package io.ragline.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ragline.jobrunr.redis.AllowListedJacksonJsonMapper;
import io.ragline.jobrunr.redis.Placement;
import io.ragline.jobrunr.redis.RedisStorageOptions;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.utils.mapper.JsonMapper;

/** Connects to Redis, when first needed: a process starts without Redis and says that it is not ready. */
class RedisBeans {
    /** All that a job in Redis may name; anything else is refused before its class is loaded. */
    static final List<Class<?>> JOB_CLASSES = List.of(
            IngestDocument.class,
            IngestDocumentHandler.class,
            ReindexDocument.class,
            ReindexDocumentHandler.class,
            DescribeDocument.class,
            DescribeDocumentHandler.class,
            DeleteDocument.class,
            DeleteDocumentHandler.class,
            DeleteCollection.class,
            DeleteCollectionHandler.class,
            AnswerQuery.class,
            AnswerQueryHandler.class,
            EmbedTexts.class,
            EmbedTextsHandler.class,
            RenderPage.class,
            RenderPageHandler.class,
            DeliverWebhook.class,
            DeliverWebhookHandler.class);

    @Produces
    @ApplicationScoped
    RedisClient client(RedisConfig config) {
        RedisURI uri = RedisURI.create(config.url());
        uri.setTimeout(config.timeout());
        RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                // fail at once while Redis is away, rather than queue commands in memory
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
                .sslOptions(RedisTls.options(config))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.timeout())
                        .keepAlive(true)
                        .build())
                .build());
        return client;
    }

    void close(@Disposes RedisClient client) {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Produces
    @Singleton
    SecretKey secretKey(
            @ConfigProperty(name = "ragline.secret-key") Optional<String> configured,
            @ConfigProperty(name = "ragline.home") Path home) {
        return new SecretKey(configured, home);
    }

    @Produces
    @Singleton
    DocumentPasswords passwords(StatefulRedisConnection<String, String> redis, SecretKey key) {
        return new DocumentPasswords(redis, key);
    }

    @Produces
    @ApplicationScoped
    StatefulRedisConnection<String, String> connection(RedisClient client) {
        return client.connect();
    }

    void close(@Disposes StatefulRedisConnection<String, String> connection) {
        connection.close();
    }

    @Produces
    @Singleton
    JsonMapper jobJson() {
        return new AllowListedJacksonJsonMapper(JOB_CLASSES);
    }

    @Produces
    @Singleton
    RedisStorageProvider queueStorage(RedisConfig config, JsonMapper jobJson) {
        RedisStorageProvider storage = new RedisStorageProvider(
                RedisURI.create(config.url()),
                job -> new Placement(
                        JobLabels.lane(job),
                        JobLabels.tenant(job),
                        JobLabels.priority(job).ordinal()),
                RedisStorageOptions.defaults()
                        .withCommandTimeout(config.timeout())
                        .withRideOut(config.rideOut())
                        .withTls(RedisTls.options(config)));
        storage.setJobMapper(new JobMapper(jobJson));
        return storage;
    }

    void close(@Disposes RedisStorageProvider storage) {
        storage.close();
    }

    @Produces
    @Singleton
    JobQueue queue(RedisStorageProvider storage) {
        return new JobQueue(storage);
    }

    @Produces
    @Singleton
    JobEvents events(StatefulRedisConnection<String, String> redis, ObjectMapper json, RedisConfig config) {
        return new JobEvents(redis, json, config.keepEvents());
    }

    @Produces
    @Singleton
    RedisMemory memory(StatefulRedisConnection<String, String> redis) {
        return new RedisMemory(redis);
    }

    @Produces
    @Singleton
    QueueComparison comparison(StatefulRedisConnection<String, String> redis) {
        return new QueueComparison(redis);
    }

    @Produces
    @Singleton
    JobSignals signals(RedisClient redis) {
        return new JobSignals(redis);
    }

    void close(@Disposes JobSignals signals) {
        signals.close();
    }

    @Produces
    @Singleton
    JobResults results(StatefulRedisConnection<String, String> redis, RedisConfig config) {
        return new JobResults(redis, config.keepResults());
    }
}
