package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisURI;
import java.time.InstantSource;

/** What a {@link RedisStorageProvider} is made of, wired together. */
record StorageParts(
        RedisStorageOptions options,
        Keys keys,
        RedisConnector client,
        Outages outages,
        RedisLink link,
        JobCodec codec,
        JobWriter writer,
        JobReader reader,
        JobStatsReader stats,
        JobClaims claims,
        ServerRegistry servers,
        MetadataStore metadata,
        RecurringJobStore recurringJobs) {

    static StorageParts of(
            RedisURI redis, JobPlacement placement, RedisStorageOptions options, InstantSource localClock) {
        Keys keys = new Keys(options.keyPrefix());
        Outages outages = new Outages(localClock);
        RedisConnector client = RedisConnector.create(redis, options);
        RedisLink link = new RedisLink(client.client(), options, outages);
        RedisClock clock = new RedisClock(link, localClock);
        JobCodec codec = new JobCodec();
        JobWriter writer = new JobWriter(link, keys, clock, codec, placement, options.maxJobsPerScript());
        Reservations reservations =
                new Reservations(link, keys, options.reservationTimeout(), options.maxJobsPerScript());
        return new StorageParts(
                options,
                keys,
                client,
                outages,
                link,
                codec,
                writer,
                new JobReader(link, keys, clock, codec),
                new JobStatsReader(link, keys, clock),
                new JobClaims(reservations, writer, codec),
                new ServerRegistry(link, keys, clock, outages),
                new MetadataStore(link, keys, clock),
                new RecurringJobStore(link, keys, codec));
    }
}
