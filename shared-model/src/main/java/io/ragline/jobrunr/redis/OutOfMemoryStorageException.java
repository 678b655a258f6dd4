package io.ragline.jobrunr.redis;

import org.jobrunr.storage.StorageException;

/** Redis is at its memory limit: jobs that it has go on, new ones are refused. */
public class OutOfMemoryStorageException extends StorageException {
    private static final long serialVersionUID = 1L;

    OutOfMemoryStorageException(Throwable cause) {
        super("Redis is at its memory limit (maxmemory) and accepts no new jobs", cause);
    }
}
