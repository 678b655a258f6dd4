package io.ragline.job;

import io.ragline.tls.TlsFiles;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Redis is and how long to wait for it. */
@ConfigMapping(prefix = "ragline.redis")
public interface RedisConfig {

    /** {@code redis://[user:password@]host:port[/database]}, or {@code rediss://} for TLS. */
    @WithDefault("redis://127.0.0.1:16379")
    String url();

    /** How long Redis may take to answer one command. */
    @WithDefault("2s")
    Duration timeout();

    /** How long a call to the queue goes on trying while Redis is away. */
    @WithDefault("2s")
    Duration rideOut();

    /** How long finished results stay in Redis, in front of PostgreSQL. */
    @WithDefault("10m")
    Duration keepResults();

    /** How long the events of a job can be read after the last of them. */
    @WithDefault("1h")
    Duration keepEvents();

    /** For a {@code rediss://} Redis. */
    TlsFiles tls();
}
