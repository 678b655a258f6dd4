package io.ragline.jobrunr.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.Paging.AmountBasedList;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;

/** A storage under test together with what JobRunr would put around it. */
final class TestQueue implements AutoCloseable {

    private final JsonMapper mapper = new AllowListedJacksonJsonMapper(List.of(Probe.class, ProbeHandler.class));
    private final RedisStorageProvider storage;

    TestQueue(RedisURI redis) {
        this(redis, RedisStorageOptions.defaults(), InstantSource.system());
    }

    TestQueue(RedisURI redis, RedisStorageOptions options) {
        this(redis, options, InstantSource.system());
    }

    TestQueue(RedisURI redis, RedisStorageOptions options, InstantSource clock) {
        this.storage = new RedisStorageProvider(redis, TestQueue::placeByName, options, clock);
        storage.setJobMapper(new JobMapper(mapper));
    }

    /** {@code lane/group/priority/anything}, or anything else for the default place. */
    private static Placement placeByName(Job job) {
        String[] parts = nameOf(job).split("/", 4);
        return parts.length < 4 ? Placement.DEFAULT : new Placement(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    RedisStorageProvider storage() {
        return storage;
    }

    Job enqueue(String name) {
        return storage.save(new Job(new JobDetails(new Probe(name))));
    }

    List<Job> enqueue(String... names) {
        return storage.save(Arrays.stream(names)
                .map(name -> new Job(new JobDetails(new Probe(name))))
                .toList());
    }

    /** A server that does not run by itself. */
    BackgroundJobServer server(StorageProvider view) {
        return server(view, 8, probe -> {});
    }

    BackgroundJobServer server(StorageProvider view, int workers, Consumer<Probe> body) {
        return new BackgroundJobServer(
                view,
                mapper,
                new OneHandlerActivator(new ProbeHandler(body)),
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(Duration.ofSeconds(1))
                        .andWorkerCount(workers));
    }

    List<Job> claim(String lane, int atMost) {
        StorageProvider view = storage.lane(lane, atMost);
        return view.getJobsToProcess(server(view), AmountBasedList.ascOnUpdatedAt(atMost));
    }

    static List<String> names(List<Job> jobs) {
        return jobs.stream().map(TestQueue::nameOf).toList();
    }

    static String nameOf(Job job) {
        return ((Probe) job.getJobDetails().getJobParameters().get(0).getObject()).name();
    }

    @Override
    public void close() {
        storage.close();
    }
}
