package io.ragline.job;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Hearing what is published, through outages. */
@QuarkusTest
@WithTestResource(RealServices.class)
class JobSignalsTest {
    @Inject
    JobSignals signals;

    @Inject
    StatefulRedisConnection<String, String> redis;

    private final String before = "before-" + UUID.randomUUID();
    private final String during = "during-" + UUID.randomUUID();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void who_came_during_an_outage_hears_and_who_left_is_forgotten() {
        JobSignals.Listening left = signals.listen(before, heard::add);
        await().ignoreExceptions().until(() -> subscribers(before) == 1);

        RealServices.withoutRedis(() -> {
            left.close();
            signals.listen(during, heard::add);
        });

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            redis.sync().publish(during, "hello");
            return heard.contains("hello");
        });
        await().until(() -> subscribers(before) == 0);
    }

    private long subscribers(String channel) {
        return redis.sync().pubsubNumsub(channel).get(channel);
    }
}
