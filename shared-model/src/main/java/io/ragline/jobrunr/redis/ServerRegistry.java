package io.ragline.jobrunr.redis;

import static java.lang.Double.parseDouble;
import static java.lang.Long.parseLong;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.ServerTimedOutException;
import org.jobrunr.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** The servers that are alive, by heartbeats in Redis time. */
final class ServerRegistry {

    private static final LuaScript RECORD_HEARTBEAT = LuaScript.named("record-heartbeat");
    private static final LuaScript REMOVE_TIMED_OUT = LuaScript.named("remove-timed-out-servers");

    private final RedisLink link;
    private final Keys keys;
    private final RedisClock clock;
    private final Outages outages;

    ServerRegistry(RedisLink link, Keys keys, RedisClock clock, Outages outages) {
        this.link = link;
        this.keys = keys;
        this.clock = clock;
        this.outages = outages;
    }

    void announce(BackgroundJobServerStatus server) {
        recordHeartbeat(server, Long.toString(clock.toRedis(server.getFirstHeartbeat())));
    }

    boolean signalAlive(BackgroundJobServerStatus server) {
        if (!recordHeartbeat(server, "")) {
            throw new ServerTimedOutException(
                    server, new StorageException("Redis knows no server " + server.getId() + " any more"));
        }
        return server.isRunning();
    }

    private boolean recordHeartbeat(BackgroundJobServerStatus server, String firstHeartbeat) {
        String id = server.getId().toString();
        List<String> arguments = new ArrayList<>(List.of(id, firstHeartbeat));
        fields(server).forEach((field, value) -> {
            arguments.add(field);
            arguments.add(value.toString());
        });
        @Nullable
        Long known = link.runForNumber(
                RECORD_HEARTBEAT,
                List.of(keys.server(id), keys.serversByLastHeartbeat(), keys.serversByFirstHeartbeat()),
                arguments);
        return known != null && known == 1;
    }

    void remove(UUID id) {
        link.call(redis -> redis.zrem(keys.serversByFirstHeartbeat(), id.toString()));
        link.call(redis -> redis.zrem(keys.serversByLastHeartbeat(), id.toString()));
        link.call(redis -> redis.del(keys.server(id.toString())));
    }

    /** None at all when Redis was away meanwhile: then no server could have been heard. */
    int removeSilentSince(Instant lastHeartbeatBefore) {
        if (outages.anySince(lastHeartbeatBefore)) {
            return 0;
        }
        @Nullable
        Long removed = link.runForNumber(
                REMOVE_TIMED_OUT,
                List.of(keys.serversByLastHeartbeat(), keys.serversByFirstHeartbeat()),
                List.of(keys.server(""), Long.toString(clock.toRedis(lastHeartbeatBefore))));
        return removed == null ? 0 : removed.intValue();
    }

    /** Longest running first. */
    List<BackgroundJobServerStatus> list() {
        List<String> ids = link.call(redis -> redis.zrange(keys.serversByFirstHeartbeat(), 0, -1));
        return link.callEach(ids, (redis, id) -> redis.hgetall(keys.server(id))).stream()
                .filter(fields -> !fields.isEmpty())
                .map(this::server)
                .toList();
    }

    UUID longestRunning() {
        return link.call(redis -> redis.zrange(keys.serversByFirstHeartbeat(), 0, 0)).stream()
                .findFirst()
                .map(UUID::fromString)
                .orElseThrow(() -> new StorageException("No server is announced"));
    }

    private static Map<String, Object> fields(BackgroundJobServerStatus server) {
        return Map.ofEntries(
                Map.entry("id", server.getId()),
                Map.entry("name", server.getName()),
                Map.entry("workers", server.getWorkerPoolSize()),
                Map.entry("pollInterval", server.getPollIntervalInSeconds()),
                Map.entry("deleteSucceededJobsAfter", server.getDeleteSucceededJobsAfter()),
                Map.entry("permanentlyDeleteDeletedJobsAfter", server.getPermanentlyDeleteDeletedJobsAfter()),
                Map.entry("running", server.isRunning()),
                Map.entry("systemTotalMemory", server.getSystemTotalMemory()),
                Map.entry("systemFreeMemory", server.getSystemFreeMemory()),
                Map.entry("systemCpuLoad", server.getSystemCpuLoad()),
                Map.entry("processMaxMemory", server.getProcessMaxMemory()),
                Map.entry("processFreeMemory", server.getProcessFreeMemory()),
                Map.entry("processAllocatedMemory", server.getProcessAllocatedMemory()),
                Map.entry("processCpuLoad", server.getProcessCpuLoad()));
    }

    private BackgroundJobServerStatus server(Map<String, String> fields) {
        return new BackgroundJobServerStatus(
                UUID.fromString(get(fields, "id")),
                get(fields, "name"),
                Integer.parseInt(get(fields, "workers")),
                Integer.parseInt(get(fields, "pollInterval")),
                Duration.parse(get(fields, "deleteSucceededJobsAfter")),
                Duration.parse(get(fields, "permanentlyDeleteDeletedJobsAfter")),
                clock.fromRedis(parseLong(get(fields, "firstHeartbeat"))),
                clock.fromRedis(parseLong(get(fields, "lastHeartbeat"))),
                Boolean.parseBoolean(get(fields, "running")),
                parseLong(get(fields, "systemTotalMemory")),
                parseLong(get(fields, "systemFreeMemory")),
                parseDouble(get(fields, "systemCpuLoad")),
                parseLong(get(fields, "processMaxMemory")),
                parseLong(get(fields, "processFreeMemory")),
                parseLong(get(fields, "processAllocatedMemory")),
                parseDouble(get(fields, "processCpuLoad")));
    }

    private static String get(Map<String, String> fields, String name) {
        return requireNonNull(fields.get(name), name);
    }
}
