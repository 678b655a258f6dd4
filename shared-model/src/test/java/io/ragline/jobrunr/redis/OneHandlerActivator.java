package io.ragline.jobrunr.redis;

import org.jobrunr.server.JobActivator;

/** Gives JobRunr the one handler of a test. */
record OneHandlerActivator(Object handler) implements JobActivator {

    @Override
    public <T> T activateJob(Class<T> type) {
        return type.cast(handler);
    }
}
