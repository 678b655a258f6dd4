package io.ragline.api.lanes;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A lane of the queue.
 *
 * @param lane {@code query}, {@code ingest} or {@code maintenance}
 * @param paused whether it starts no jobs
 * @param waiting how many jobs wait to be started; absent while Redis does not answer
 * @param oldestWaitSeconds for how long the oldest of them has been waiting; absent when none waits
 * @param running how many jobs run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LaneView(
        String lane,
        boolean paused,
        @Nullable Long waiting,
        @Nullable Long oldestWaitSeconds,
        long running) {}
