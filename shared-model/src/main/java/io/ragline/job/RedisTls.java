package io.ragline.job;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.ragline.tls.PemFiles;

/** What Redis is spoken to with when its URL asks for TLS. */
final class RedisTls {
    private RedisTls() {}

    /** @throws IllegalArgumentException naming the setting that is of no use */
    static SslOptions options(RedisConfig config) {
        PemFiles files = new PemFiles("ragline.redis.tls", config.tls());
        if (files.isAny() && !RedisURI.create(config.url()).isSsl()) {
            throw new IllegalArgumentException(
                    "ragline.redis.tls is set, but ragline.redis.url does not begin with rediss://");
        }
        SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
        files.trust().ifPresent(options::trustManager);
        files.identity().ifPresent(options::keyManager);
        return options.build();
    }
}
