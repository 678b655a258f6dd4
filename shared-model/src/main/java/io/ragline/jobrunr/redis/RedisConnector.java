package io.ragline.jobrunr.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Lettuce client and its threads, set up so that whoever uses a connection decides what happens when it breaks. */
record RedisConnector(ClientResources resources, RedisClient client) implements AutoCloseable {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    static RedisConnector create(RedisURI uri, RedisStorageOptions options) {
        Duration connect =
                options.commandTimeout().compareTo(LONGEST_CONNECT) < 0 ? options.commandTimeout() : LONGEST_CONNECT;
        ClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        // without it the greeting of a Redis that hangs is waited for a minute
        RedisURI impatient = RedisURI.builder(uri).withTimeout(connect).build();
        RedisClient client = RedisClient.create(resources, impatient);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .timeoutOptions(TimeoutOptions.enabled(options.commandTimeout()))
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .sslOptions(options.tls())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(connect)
                        .keepAlive(true)
                        .build())
                .build());
        return new RedisConnector(resources, client);
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
