package io.ragline.jobrunr.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The step between waiting and running, in which a job belongs to one server; see {@link RedisStorageProvider}. */
final class Reservations {

    private static final LuaScript RESERVE = LuaScript.onJobs("reserve-jobs");
    private static final LuaScript RELEASE = LuaScript.onJobs("release-jobs");
    private static final int MOST_SWEPT_PER_CALL = 100;

    private final RedisLink link;
    private final Keys keys;
    private final Duration timeout;
    private final int maxPerScript;

    Reservations(RedisLink link, Keys keys, Duration timeout, int maxPerScript) {
        this.link = link;
        this.keys = keys;
        this.timeout = timeout;
        this.maxPerScript = maxPerScript;
    }

    /**
     * Takes the jobs whose turn it is. Should the reply be lost, the repeated call takes others and the first ones come
     * back after the reservation time-out.
     *
     * @param lane null for all lanes
     */
    List<ReservedJob> reserve(@Nullable String lane, int atMost) {
        List<String> arguments = new ArrayList<>(List.of(
                keys.prefix(),
                Integer.toString(Math.min(atMost, maxPerScript)),
                Long.toString(timeout.toMillis()),
                Integer.toString(MOST_SWEPT_PER_CALL)));
        if (lane != null) {
            arguments.add(lane);
        }
        List<?> idsAndJson = link.runForList(RESERVE, List.of(keys.reserved()), arguments);
        List<ReservedJob> reserved = new ArrayList<>(idsAndJson.size() / 2);
        for (int i = 0; i < idsAndJson.size(); i += 2) {
            reserved.add(new ReservedJob(UUID.fromString((String) idsAndJson.get(i)), (String) idsAndJson.get(i + 1)));
        }
        return reserved;
    }

    /** Puts jobs back where they stood, for others to take at once; those not reserved any more stay as they are. */
    void release(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> jobKeys = new ArrayList<>(List.of(keys.reserved()));
        List<String> arguments = new ArrayList<>(List.of(keys.prefix()));
        ids.forEach(id -> {
            jobKeys.add(keys.job(id));
            arguments.add(id.toString());
        });
        link.run(RELEASE, jobKeys, arguments);
    }
}
