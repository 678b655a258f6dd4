package io.ragline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.ragline.job.JobEvent.Type;
import io.ragline.jobrunr.redis.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An answer told to a real Redis, which is stopped in the middle of it and comes back with its data, with older data or with none. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class AnswerEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    private final UUID job = UUID.randomUUID();
    private Path data;
    private TestRedis redis;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;
    private JobEvents events;
    private AnswerEvents answer;

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectory(home.resolve("data"));
        redis = new TestRedis(data);
        client = RedisClient.create(redis.uri());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(Duration.ofSeconds(2)))
                .build());
        connection = client.connect();
        events = new JobEvents(connection, JSON, Duration.ofHours(1));
        events.started(job, 1);
        answer = events.answer(job);
    }

    @AfterEach
    void stop() {
        client.shutdown();
        redis.close();
    }

    private void awaitRedis() {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> connection.sync().ping().equals("PONG"));
    }

    private List<JobEvent> told() {
        return events.read(job, null, 1000);
    }

    private static String text(JobEvent event) {
        try {
            return JSON.readTree(event.data()).path("text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client has that puts the words together. */
    private static String heard(List<JobEvent> events) {
        StringBuilder heard = new StringBuilder();
        for (JobEvent event : events) {
            switch (event.type()) {
                case STARTED, RESTART -> heard.setLength(0);
                case TOKEN -> heard.append(text(event));
                case QUEUED, PROGRESS, PUT_OFF, END -> {}
            }
        }
        return heard.toString();
    }

    private long restarts() {
        return told().stream().filter(event -> event.type() == Type.RESTART).count();
    }

    private void awaitHeard(String words) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            answer.goOn(); // as whoever waits for a model does, several times a second
            assertThat(heard(told())).isEqualTo(words);
        });
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void words_are_told_in_order_without_a_restart_and_the_last_ones_say_so() {
        for (int i = 0; i < 200; i++) {
            answer.add(i + " ");
        }
        answer.end("end").join();

        List<JobEvent> told = told();
        assertThat(heard(told)).startsWith("0 1 2 ").endsWith("198 199 end");
        assertThat(told.getLast().last()).isTrue();
        assertThat(told).filteredOn(JobEvent::last).hasSize(1);
        assertThat(told).extracting(JobEvent::type).doesNotContain(Type.RESTART);
        assertThat(connection.sync().pttl("{job-" + job + "}:events")).isPositive();
    }

    @Test
    void a_model_that_begins_anew_takes_back_what_was_told() {
        answer.add("The sky ");
        answer.restart("its answer broke off");
        answer.add("Blue.");
        answer.end("").join();

        assertThat(heard(told())).isEqualTo("Blue.");
        assertThat(restarts()).isEqualTo(1);
    }

    @Test
    void words_that_a_stopped_redis_did_not_take_are_told_when_it_is_back() {
        answer.add("The filter ");
        awaitHeard("The filter ");

        redis.stop();
        answer.add("must be ");
        answer.add("changed ");
        redis.start();
        awaitRedis();
        answer.add("every ten days.");
        awaitHeard("The filter must be changed every ten days.");
        answer.end("").join();

        assertThat(told()).extracting(JobEvent::type).startsWith(Type.STARTED, Type.TOKEN, Type.RESTART);
        assertThat(restarts()).isEqualTo(1);
        assertThat(told().getLast().last()).isTrue();
    }

    @Test
    void they_are_told_while_the_model_is_silent() {
        answer.add("The filter ");
        redis.stop();
        answer.add("must be changed.");
        redis.start();
        awaitRedis();

        awaitHeard("The filter must be changed.");
    }

    @Test
    void words_that_an_emptied_redis_lost_are_told_again() throws IOException {
        answer.add("The filter ");
        answer.add("must be ");
        awaitHeard("The filter must be ");

        redis.stop();
        empty(data);
        Files.createDirectory(data);
        redis.start();
        awaitRedis();
        answer.add("changed."); // which is taken, with nothing before it
        awaitHeard("The filter must be changed.");

        assertThat(told()).extracting(JobEvent::type).startsWith(Type.RESTART);
    }

    @Test
    void words_that_older_data_lack_are_told_again() throws IOException {
        answer.add("The filter ");
        awaitHeard("The filter ");
        redis.stop();
        Path older = home.resolve("older");
        copy(data, older);
        redis.start();
        awaitRedis();
        answer.add("must be ");
        awaitHeard("The filter must be ");

        redis.stop();
        empty(data);
        copy(older, data);
        redis.start();
        awaitRedis();
        assertThat(heard(told())).isEqualTo("The filter ");
        answer.add("changed.");
        awaitHeard("The filter must be changed.");

        assertThat(told())
                .extracting(JobEvent::type)
                .containsExactly(Type.STARTED, Type.TOKEN, Type.RESTART, Type.TOKEN);
    }

    @Test
    void the_first_words_of_an_attempt_whose_start_was_lost_do_not_go_on_with_those_of_another() {
        answer.add("The filter ");
        awaitHeard("The filter ");

        AnswerEvents ofTheNext = events.answer(job);
        ofTheNext.add("Change ");
        ofTheNext.end("it.").join();

        assertThat(heard(told())).isEqualTo("Change it.");
    }

    @Test
    void whoever_was_overtaken_and_still_talks_does_no_lasting_harm() {
        answer.add("Old ");
        events.started(job, 2);
        AnswerEvents next = events.answer(job);
        next.add("New ");
        await().until(() -> heard(told()).equals("New "));

        answer.add("words ");
        await().until(() -> heard(told()).contains("words"));
        next.end("words.").join();

        assertThat(heard(told())).isEqualTo("New words.");
    }

    @Test
    void an_end_that_can_not_be_told_is_not_waited_for() {
        answer.add("The filter ");
        redis.stop();
        await().until(() -> !connection.isOpen() || !isReachable());

        answer.end("is new.").join();

        redis.start();
        awaitRedis();
        assertThat(told()).extracting(JobEvent::last).doesNotContain(true);
    }

    private boolean isReachable() {
        try {
            return connection.sync().ping() != null;
        } catch (RedisException e) {
            return false;
        }
    }
}
