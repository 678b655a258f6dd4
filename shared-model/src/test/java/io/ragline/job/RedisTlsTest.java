package io.ragline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.jobrunr.redis.TestRedis;
import io.ragline.testing.TestAuthority;
import io.ragline.testing.TestAuthority.Identity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis behind a tunnel that speaks TLS for it, as stunnel does, and demands a certificate. */
class RedisTlsTest {
    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestRedis redis;
    private static TlsTunnel tunnel;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(folder.resolve("ours"));
        redis = new TestRedis(Files.createDirectories(folder.resolve("redis")));
        tunnel = new TlsTunnel(authority.issue("server", "EC"), redis.uri().getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        tunnel.close();
        redis.close();
    }

    private static RedisConfig config(String scheme, Map<String, String> tls) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ragline.redis.url", scheme + "://localhost:" + tunnel.port());
        settings.put("ragline.redis.ride-out", "0s");
        tls.forEach((name, value) -> settings.put("ragline.redis.tls." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RedisConfig.class)
                .withSources(new PropertiesConfigSource(settings, "settings", 100))
                .build()
                .getConfigMapping(RedisConfig.class);
    }

    private static Map<String, String> files(Path ca, Identity identity) {
        return Map.of(
                "ca", ca.toString(),
                "cert", identity.certificate().toString(),
                "key", identity.key().toString());
    }

    private static String ping(RedisConfig config) {
        RedisClient client = new RedisBeans().client(config);
        try (var connection = client.connect()) {
            return connection.sync().ping();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void bothShowTheirCertificates() throws Exception {
        RedisConfig config = config("rediss", files(authority.ca(), authority.issue("ragline", "EC")));
        assertThat(ping(config)).isEqualTo("PONG");

        RedisBeans beans = new RedisBeans();
        try (RedisStorageProvider queue = beans.queueStorage(config, beans.jobJson())) {
            assertThat(queue.getJobStats().getTotal()).isZero();
        }
    }

    @Test
    void withoutACertificateNobodyIsLetIn() {
        RedisConfig config = config("rediss", Map.of("ca", authority.ca().toString()));
        assertThatThrownBy(() -> ping(config)).hasStackTraceContaining("certificate");
    }

    @Test
    void aServerWhomAnotherAuthorityVouchesForIsRefused() throws Exception {
        TestAuthority stranger = new TestAuthority(folder.resolve("stranger"));
        RedisConfig config = config("rediss", files(stranger.ca(), authority.issue("ragline2", "EC")));
        assertThatThrownBy(() -> ping(config)).hasStackTraceContaining("unable to find valid certification path");
    }

    @Test
    void certificatesWithoutTlsAreAMistake() {
        RedisConfig config = config("redis", Map.of("ca", authority.ca().toString()));
        assertThatThrownBy(() -> ping(config)).hasMessageContaining("rediss://");
    }

    @Test
    void aCertificateWithoutItsKeyIsAMistake() {
        RedisConfig config = config("rediss", Map.of("cert", authority.ca().toString()));
        assertThatThrownBy(() -> ping(config)).hasMessageContaining("ragline.redis.tls.key");
    }
}
