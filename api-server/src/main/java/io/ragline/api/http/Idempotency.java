package io.ragline.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.api.access.Caller;
import io.ragline.catalog.IdempotencyRepository;
import io.ragline.catalog.Ids;
import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller who got no answer send a request again without its work being done twice: the header {@value #HEADER} names
 * the request, and the same request gets the same answer for a day.
 */
@ApplicationScoped
public class Idempotency {
    public static final String HEADER = "Idempotency-Key";
    private static final Logger LOG = Logger.getLogger(Idempotency.class);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration LOCK = Duration.ofMinutes(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final IdempotencyRepository requests;
    private final Caller caller;
    private final ObjectMapper json;
    private final Duration keep;

    Idempotency(
            IdempotencyRepository requests,
            Caller caller,
            ObjectMapper json,
            @ConfigProperty(name = "ragline.api.keep-idempotency-keys", defaultValue = "24h") Duration keep) {
        this.requests = requests;
        this.caller = caller;
        this.json = json;
        this.keep = keep;
    }

    /** What does the work of a request. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /**
         * Does the work.
         *
         * @param id what is made is made under this id; another time the work may be done again under the same id, after a
         *     crash
         */
        T run(UUID id) throws E;
    }

    /**
     * Does the work, unless the same request was answered before.
     *
     * @param key the header's value; null if there is none, then the work is simply done
     * @param fingerprint of all that the request asks for
     * @param type what it is answered with, as JSON can keep it
     * @throws RaglineException {@code IDEMPOTENCY_KEY_REUSED} if the key belongs to another request, {@code
     *     IDEMPOTENCY_KEY_IN_USE} if the same request is being answered just now
     */
    public <T, E extends Exception> T once(
            @Nullable String key, Fingerprint fingerprint, Class<T> type, Work<T, E> work) throws E {
        if (key == null) {
            return work.run(Ids.next());
        }
        if (!KEY.matcher(key).matches()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST,
                    "%s has 1 to 255 printable ASCII characters without spaces; a UUID is a good one."
                            .formatted(HEADER));
        }
        var request = new IdempotencyRepository.Request(caller.tenantId(), own(key), fingerprint.sha256());
        return switch (requests.claim(request, LOCK, keep)) {
            case IdempotencyRepository.Mine(UUID id) -> answer(request, id, work);
            case IdempotencyRepository.Answered(String body) -> read(body, type);
            case IdempotencyRepository.InUse() ->
                throw new RaglineException(
                        ErrorCode.IDEMPOTENCY_KEY_IN_USE,
                        "A request with this %s is being answered just now. Ask again in a moment.".formatted(HEADER),
                        RETRY_AFTER,
                        null);
            case IdempotencyRepository.OfAnother() ->
                throw new RaglineException(
                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                        "This %s was used for a request with another content. Use a new key for a new request."
                                .formatted(HEADER));
        };
    }

    /** Two keys of the API may say the same and mean two requests: neither is to get what the other was answered. */
    private String own(String key) {
        UUID holder = caller.reach().holder();
        return holder == null ? key : holder + " " + key;
    }

    /** Once the work is done the key stays taken, whatever happens: the work must not be done a second time. */
    private <T, E extends Exception> T answer(IdempotencyRepository.Request request, UUID id, Work<T, E> work)
            throws E {
        T answer = workOrRelease(request, id, work);
        requests.answered(request, id, write(answer));
        return answer;
    }

    private <T, E extends Exception> T workOrRelease(IdempotencyRepository.Request request, UUID id, Work<T, E> work)
            throws E {
        boolean done = false;
        try {
            T answer = work.run(id);
            done = true;
            return answer;
        } finally {
            if (!done) {
                release(request, id);
            }
        }
    }

    private void release(IdempotencyRepository.Request request, UUID id) {
        try {
            requests.refused(request, id);
        } catch (RuntimeException e) {
            LOG.warnf("The key of a refused request stays taken for %s: %s", Durations.inWords(LOCK), e.getMessage());
        }
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is always JSON", e);
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept answer is no " + type.getSimpleName(), e);
        }
    }
}
