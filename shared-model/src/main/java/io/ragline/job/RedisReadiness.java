package io.ragline.job;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready only while Redis answers. Why it does not is for the log: anybody may ask for the health, and addresses are nobody's business. */
@Readiness
@ApplicationScoped
class RedisReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(RedisReadiness.class);
    private static final String NAME = "Redis";

    private final StatefulRedisConnection<String, String> redis;
    private volatile boolean told;

    RedisReadiness(StatefulRedisConnection<String, String> redis) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            redis.sync().ping();
            told = false;
            return HealthCheckResponse.up(NAME);
        } catch (RedisException e) {
            if (!told) {
                told = true;
                LOG.warnf("Redis does not answer: %s", innermost(e));
            }
            return HealthCheckResponse.down(NAME);
        }
    }

    /** Only the innermost tells that, say, a certificate is not trusted. */
    private static String innermost(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at == e ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + at.getMessage();
    }
}
