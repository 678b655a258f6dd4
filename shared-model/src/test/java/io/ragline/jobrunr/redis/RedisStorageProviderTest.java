package io.ragline.jobrunr.redis;

import java.nio.file.Path;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.StorageProviderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** JobRunr's own suite for storages, unchanged. */
class RedisStorageProviderTest extends StorageProviderTest {

    private static TestRedis redis;

    @SuppressWarnings("NullAway.Init") // set by cleanup(), which JobRunr calls before each test
    private RedisStorageProvider storage;

    @BeforeAll
    static void startRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    protected void cleanup(int testMethodIndex) {
        redis.commands().flushall();
        storage = new RedisStorageProvider(redis.uri(), JobPlacement.singleLane(), RedisStorageOptions.defaults());
    }

    @Override
    protected StorageProvider getStorageProvider() {
        return storage;
    }
}
