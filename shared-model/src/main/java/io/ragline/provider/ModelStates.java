package io.ragline.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What workers found when they looked whether models answer, kept in Redis for the API, which never asks a model itself. */
@Singleton
public class ModelStates {
    private static final Logger LOG = Logger.getLogger(ModelStates.class);
    private static final String TURN = "{models}:turn";

    /** Longer than a few rounds of looking: without a worker nothing is known. */
    private static final Duration KEEP = Duration.ofMinutes(2);

    private final StatefulRedisConnection<String, String> redis;
    private final ObjectMapper json;

    ModelStates(StatefulRedisConnection<String, String> redis, ObjectMapper json) {
        this.redis = redis;
        this.json = json;
    }

    /** What a model is for. */
    public enum Kind {
        CHAT,
        EMBEDDING;

        private String key(String name) {
            return "{models}:" + (this == CHAT ? "chat:" : "embedding:") + name;
        }
    }

    /**
     * Whether it is this worker's turn to look; nobody else's is, for so long.
     *
     * @throws RedisException if Redis does not answer
     */
    public boolean takeTurn(Duration time) {
        return redis.sync().set(TURN, "", SetArgs.Builder.nx().px(time)) != null;
    }

    /** @throws RedisException if Redis does not answer */
    public void put(Kind kind, String name, ModelState state) {
        try {
            redis.sync().set(kind.key(name), json.writeValueAsString(state), SetArgs.Builder.px(KEEP));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A model's state is always JSON", e);
        }
    }

    /** What was found last; empty if that is long ago, or Redis does not answer. */
    public Optional<ModelState> get(Kind kind, String name) {
        try {
            String kept = redis.sync().get(kind.key(name));
            return kept == null ? Optional.empty() : Optional.of(json.readValue(kept, ModelState.class));
        } catch (RedisException e) {
            LOG.debugf(e, "Whether '%s' answers is not known: Redis does not answer", name);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The state of a model is not what a worker writes", e);
        }
    }
}
