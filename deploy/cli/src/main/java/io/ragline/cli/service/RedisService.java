package io.ragline.cli.service;

import io.ragline.cli.process.Signal;
import io.ragline.cli.process.StopPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Redis of our own: append-only file, nothing evicted, this machine only. */
public final class RedisService implements Launchable {

    private final HomeFolder home;
    private final int port;
    private final RedisBinary binary;

    public RedisService(HomeFolder home, int port, String searchPath) {
        this.home = home;
        this.port = port;
        this.binary = new RedisBinary(home.binaries(), searchPath);
    }

    @Override
    public Service service() {
        return Service.REDIS;
    }

    @Override
    public ServiceSpec prepare() {
        Path server = binary.find();
        Path configuration = writeConfiguration();
        return new ServiceSpec(
                service(),
                List.of(server.toString(), configuration.toString()),
                Map.of(),
                home.redis(),
                home.log(service()),
                "127.0.0.1:" + port,
                new RedisConnection("127.0.0.1", port),
                Duration.ofMinutes(3),
                new StopPlan(Signal.TERM, Duration.ofSeconds(20)));
    }

    private Path writeConfiguration() {
        Path file = home.run().resolve("redis.conf");
        try {
            Files.createDirectories(home.redis());
            Files.writeString(file, """
                    # Written at each start
                    bind 127.0.0.1
                    port %d
                    protected-mode yes
                    daemonize no
                    dir "%s"
                    appendonly yes
                    appendfsync everysec
                    aof-load-truncated yes
                    save ""
                    maxmemory-policy noeviction
                    """.formatted(port, home.redis()));
            return file;
        } catch (IOException e) {
            throw new ServiceException("Redis cannot be configured in " + home.path() + ": " + e, e);
        }
    }
}
