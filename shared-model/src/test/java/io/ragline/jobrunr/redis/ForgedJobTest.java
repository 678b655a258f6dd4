package io.ragline.jobrunr.redis;

import static io.ragline.jobrunr.redis.TestQueue.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jobrunr.jobs.states.StateName.ENQUEUED;
import static org.jobrunr.storage.Paging.AmountBasedList.ascOnUpdatedAt;

import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jobrunr.jobs.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody who may write to Redis, but not to the workers' machines, puts jobs there. */
class ForgedJobTest {
    private static TestRedis redis;

    private enum Forgery {
        NO_JSON(json -> "no JSON"),
        NOTHING(json -> ""),
        NO_OBJECT(json -> "[]"),
        DEEP(json -> "[".repeat(200_000)),
        A_HUGE_TEXT(json -> json.replace("\"forged\"", "\"" + "x".repeat(21_000_000) + "\"")),
        ANOTHER_METHOD(json -> json.replace("\"methodName\":\"run\"", "\"methodName\":\"toString\"")),
        ANOTHER_CLASS(json -> json.replace(ProbeHandler.class.getName(), "java.lang.ProcessBuilder")),
        ANOTHER_REQUEST(json -> json.replace(Probe.class.getName() + "\"", "javax.naming.InitialContext\"")),
        A_TYPE_IN_THE_METADATA(json -> json.replaceFirst(
                "\"metadata\":\\{[^}]*}", "\"metadata\":{\"x\":[\"java.net.URL\",\"http://127.0.0.1/\"]}")),
        ANOTHER_ID(json -> json.replaceFirst("\"id\":\"[0-9a-f]{8}", "\"id\":\"00000000")),
        NO_HISTORY(json -> json.replaceFirst("(?s)\"jobHistory\":\\[.*?}\\]", "\"jobHistory\":[]")),
        AN_END(json -> json.replace("EnqueuedState", "DeletedState").replace("\"ENQUEUED\"", "\"DELETED\"")),
        A_BROKEN_PLACE(json -> json.replace("\"forged\"", "\"lane/group/no-number/forged\""));

        private final UnaryOperator<String> change;

        Forgery(UnaryOperator<String> change) {
            this.change = change;
        }
    }

    @BeforeAll
    static void startRedis(@TempDir Path directory) {
        redis = new TestRedis(directory);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @ParameterizedTest
    @EnumSource
    void it_is_set_aside_and_blocks_nobody(Forgery forgery) {
        RedisCommands<String, String> commands = redis.commands();
        commands.flushall();
        try (TestQueue queue = new TestQueue(redis.uri())) {
            Job forged = queue.enqueue("forged");
            queue.enqueue("honest");
            String key = "{rq}:job:" + forged.getId();
            String honest = commands.hget(key, "json");
            String json = forgery.change.apply(honest);
            assertThat(json).isNotEqualTo(honest);
            commands.hset(key, "json", json);

            // as the dashboard lists them; what can be read may be shown
            assertThat(names(queue.storage().getJobList(ENQUEUED, ascOnUpdatedAt(10))))
                    .contains("honest");
            assertThat(queue.storage().getJobStats().getEnqueued()).isEqualTo(2);

            assertThat(names(queue.claim("default", 10))).containsExactly("honest");
            assertThat(commands.zrange("{rq}:malformed", 0, -1))
                    .containsExactly(forged.getId().toString());
            assertThat(queue.claim("default", 10)).isEmpty();
        }
    }
}
