package io.ragline.bench.chaos.check;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Redis holds of jobs that haven't ended, and whether its indexes agree with the jobs.
 *
 * @param left how many jobs are in each set that is empty when all jobs have ended
 * @param jobs how many jobs there are
 * @param indexed how many the sets of the states hold together
 */
public record QueueState(Map<String, Long> left, long jobs, long indexed) {
    private static final String PREFIX = "{rq}:";
    private static final int PAGE = 1000;

    public static QueueState read(RedisCommands<String, String> redis) {
        Map<String, Long> left = new LinkedHashMap<>();
        left.put("reserved", redis.zcard(PREFIX + "reserved"));
        for (String state : new String[] {"AWAITING", "SCHEDULED", "ENQUEUED", "PROCESSING"}) {
            left.put(state, redis.zcard(PREFIX + "state:" + state));
        }
        for (String kind : new String[] {"lane:", "ring:", "ready:", "due:"}) {
            left.put(kind + "*", count(redis, PREFIX + kind + "*"));
        }
        long indexed = 0;
        for (String state :
                new String[] {"AWAITING", "SCHEDULED", "ENQUEUED", "PROCESSING", "SUCCEEDED", "FAILED", "DELETED"}) {
            indexed += redis.zcard(PREFIX + "state:" + state);
        }
        left.values().removeIf(count -> count == 0);
        return new QueueState(left, count(redis, PREFIX + "job:*"), indexed);
    }

    private static long count(RedisCommands<String, String> redis, String pattern) {
        ScanArgs arguments = ScanArgs.Builder.matches(pattern).limit(PAGE);
        long found = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            KeyScanCursor<String> page = redis.scan(cursor, arguments);
            found += page.getKeys().size();
            cursor = page;
        }
        return found;
    }

    public boolean isDrained() {
        return left.isEmpty();
    }
}
