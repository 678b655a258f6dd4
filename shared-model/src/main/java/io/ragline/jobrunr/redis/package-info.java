/**
 * A Redis storage for JobRunr, which itself has had none since version 8. Start at
 * {@link io.ragline.jobrunr.redis.RedisStorageProvider}; it depends on JobRunr and Lettuce and on nothing else.
 */
@NullMarked
package io.ragline.jobrunr.redis;

import org.jspecify.annotations.NullMarked;
