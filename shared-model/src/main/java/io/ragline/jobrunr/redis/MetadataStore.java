package io.ragline.jobrunr.redis;

import static java.util.Comparator.comparing;

import java.util.List;
import org.jobrunr.storage.JobRunrMetadata;
import org.jspecify.annotations.Nullable;

/** JobRunr's own settings and notices: a hash per name, in it an entry per owner. */
final class MetadataStore {

    private static final LuaScript SAVE = LuaScript.named("save-metadata");

    private final RedisLink link;
    private final Keys keys;
    private final RedisClock clock;

    MetadataStore(RedisLink link, Keys keys, RedisClock clock) {
        this.link = link;
        this.keys = keys;
        this.clock = clock;
    }

    void save(JobRunrMetadata metadata) {
        String entry = String.join(
                "\n",
                Long.toString(clock.toRedis(metadata.getCreatedAt())),
                Long.toString(clock.toRedis(metadata.getUpdatedAt())),
                metadata.getOwner(),
                metadata.getValue());
        link.run(SAVE, List.of(keys.metadata(metadata.getName())), List.of(owner(metadata.getOwner()), entry));
    }

    List<JobRunrMetadata> list(String name) {
        return link.call(redis -> redis.hvals(keys.metadata(name))).stream()
                .map(entry -> read(name, entry))
                .sorted(comparing(JobRunrMetadata::getUpdatedAt))
                .toList();
    }

    @Nullable
    JobRunrMetadata find(String name, String owner) {
        @Nullable String entry = link.call(redis -> redis.hget(keys.metadata(name), owner(owner)));
        return entry == null ? null : read(name, entry);
    }

    boolean delete(String name) {
        return link.call(redis -> redis.del(keys.metadata(name))) > 0;
    }

    boolean delete(String name, String owner) {
        return link.call(redis -> redis.hdel(keys.metadata(name), owner(owner))) > 0;
    }

    private JobRunrMetadata read(String name, String entry) {
        String[] parts = entry.split("\n", 4);
        return new JobRunrMetadata(
                name,
                parts[2],
                parts[3],
                clock.fromRedis(Long.parseLong(parts[0])),
                clock.fromRedis(Long.parseLong(parts[1])));
    }

    /** JobRunr takes blanks and underscores for the same, see {@link JobRunrMetadata#toId}. */
    private static String owner(String owner) {
        return owner.replace(' ', '_');
    }
}
