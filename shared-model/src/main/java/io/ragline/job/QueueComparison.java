package io.ragline.job;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether all that PostgreSQL shows unfinished has been compared with what this Redis holds. Redis itself remembers it,
 * together with the run of the server that it was compared with: after a restart, a failover or a return to an old
 * snapshot the run is another one, and after a flush nothing is remembered.
 *
 * <p>Every method fails with {@link io.lettuce.core.RedisException} when Redis can't be reached.
 */
public final class QueueComparison {
    private static final String COMPARED = "{rq-comparison}:compared";
    private static final String COMPARING = "{rq-comparison}:comparing";
    /** Even when nothing seems to have happened it is done again after that time. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final Duration TURN = Duration.ofMinutes(1);

    /** Only if Redis still has the mark that was set at the beginning; a flush would have taken it away. */
    private static final String FINISH = """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('DEL', KEYS[1])
            redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
            return 1""";

    private final StatefulRedisConnection<String, String> redis;

    public QueueComparison(StatefulRedisConnection<String, String> redis) {
        this.redis = redis;
    }

    /** A comparison that is being made. */
    public final class Turn {
        private final String token = UUID.randomUUID().toString();
        private final String serverRun;

        private Turn(String serverRun) {
            this.serverRun = serverRun;
        }

        /** Keeps others from comparing too; call it more often than once a minute. */
        public void keep() {
            redis.sync().expire(COMPARING, TURN);
        }

        /**
         * All has been compared.
         *
         * @return false if Redis lost its data meanwhile, so that it has to be done again
         */
        public boolean finish() {
            Long done = redis.sync()
                    .eval(
                            FINISH,
                            ScriptOutputType.INTEGER,
                            new String[] {COMPARING, COMPARED},
                            token,
                            serverRun,
                            Long.toString(GOOD_FOR.toSeconds()));
            return done == 1;
        }
    }

    /** A turn to compare everything, if that is due and nobody else is at it. */
    public Optional<Turn> begin() {
        RedisCommands<String, String> commands = redis.sync();
        String serverRun = serverRun(commands.info("server"));
        if (serverRun.equals(commands.get(COMPARED))) {
            return Optional.empty();
        }
        Turn turn = new Turn(serverRun);
        boolean mine = "OK"
                .equals(commands.set(COMPARING, turn.token, SetArgs.Builder.nx().ex(TURN)));
        return mine ? Optional.of(turn) : Optional.empty();
    }

    private static String serverRun(String info) {
        return info.lines()
                .filter(line -> line.startsWith("run_id:"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Redis does not tell its run_id"));
    }
}
