package io.ragline.job;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while Redis answers. PostgreSQL has a check of its own. */
@Readiness
@ApplicationScoped
class RedisReadiness implements HealthCheck {
    private static final String NAME = "Redis";

    private final StatefulRedisConnection<String, String> redis;

    RedisReadiness(StatefulRedisConnection<String, String> redis) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            redis.sync().ping();
            return HealthCheckResponse.up(NAME);
        } catch (RedisException e) {
            return HealthCheckResponse.named(NAME)
                    .down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
