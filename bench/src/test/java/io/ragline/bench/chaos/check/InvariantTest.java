package io.ragline.bench.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.bench.chaos.check.Effect.Event;
import io.ragline.bench.chaos.load.ApiClient.SeenJob;
import io.ragline.bench.chaos.load.Task;
import io.ragline.bench.chaos.load.Task.Expected;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule holds for what is well, and is broken by what it is there to find. */
class InvariantTest {
    private static final UUID QUESTION = new UUID(0, 1);
    private static final UUID UPLOAD = new UUID(0, 2);
    private static final UUID BAD = new UUID(0, 3);
    private static final long PID = 7;

    private final Map<UUID, Task> accepted = new HashMap<>(Map.of(
            QUESTION, new Task(false, "sleep 1", Expected.SUCCEEDED),
            UPLOAD, new Task(true, "sleep 2", Expected.SUCCEEDED),
            BAD, new Task(true, "fail-permanent", Expected.FAILED)));
    private final Map<UUID, JobRow> jobs = new HashMap<>(Map.of(
            QUESTION, question("succeeded", 2, "attempt 2"),
            UPLOAD, upload(UPLOAD, "succeeded", null, new JobRow.Version("active", 1, true, true)),
            BAD, upload(BAD, "failed", "DOCUMENT_UNREADABLE", new JobRow.Version("failed", null, false, false))));
    private final Map<UUID, SeenJob> seen = new HashMap<>(Map.of(
            QUESTION, new SeenJob("succeeded", Optional.of("attempt 2")),
            UPLOAD, new SeenJob("succeeded", Optional.empty())));
    private List<Effect> effects = List.of(
            new Effect(QUESTION, 1, Event.STARTED, PID),
            new Effect(QUESTION, 2, Event.STARTED, PID),
            new Effect(QUESTION, 2, Event.VISIBLE, PID),
            new Effect(QUESTION, 1, Event.SUPERSEDED, PID),
            new Effect(UPLOAD, 1, Event.STARTED, PID),
            new Effect(UPLOAD, 1, Event.VISIBLE, PID));
    private List<String> audit = List.of();
    private QueueState queue = new QueueState(Map.of(), 3, 3);
    private boolean backlog;

    private static JobRow question(String status, int attempt, @Nullable String answer) {
        Optional<JobRow.Result> result =
                answer == null ? Optional.empty() : Optional.of(new JobRow.Result("double", answer));
        return new JobRow(QUESTION, status, attempt, 0, 0, null, result, Optional.empty());
    }

    private static JobRow upload(UUID id, String status, @Nullable String error, JobRow.Version version) {
        return new JobRow(id, status, 1, 0, 0, error, Optional.empty(), Optional.of(version));
    }

    private Set<Invariant> broken() {
        Evidence evidence = new Evidence(accepted, jobs, effects, audit, queue, seen, backlog);
        Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
        Stream.of(Invariant.values())
                .filter(invariant -> !invariant.check(evidence).isEmpty())
                .forEach(broken::add);
        return broken;
    }

    private void plus(Effect effect) {
        effects = Stream.concat(effects.stream(), Stream.of(effect)).toList();
    }

    @Test
    void all_holds_when_all_is_well() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void a_job_that_is_gone_is_found() {
        jobs.remove(BAD);
        assertThat(broken()).containsExactly(Invariant.NOTHING_LOST);
    }

    @Test
    void a_job_that_was_accepted_and_then_rejected_is_found() {
        jobs.put(BAD, upload(BAD, "rejected", null, new JobRow.Version("failed", null, false, false)));
        assertThat(broken()).containsExactlyInAnyOrder(Invariant.NOTHING_LOST, Invariant.ENDED_AS_ORDERED);
    }

    @Test
    void a_job_that_ended_otherwise_is_found() {
        jobs.put(BAD, upload(BAD, "failed", "POISONED", new JobRow.Version("failed", null, false, false)));
        assertThat(broken()).containsExactly(Invariant.ENDED_AS_ORDERED);
    }

    @Test
    void a_job_that_never_ends_is_found_even_if_nobody_was_told_that_it_was_accepted() {
        UUID silent = new UUID(0, 9);
        jobs.put(silent, new JobRow(silent, "running", 1, 0, 0, null, Optional.empty(), Optional.empty()));
        assertThat(broken()).containsExactly(Invariant.ALL_ENDED);

        backlog = true;
        assertThat(broken()).as("where a backlog may be left").isEmpty();
    }

    @Test
    void a_result_of_another_attempt_is_found() {
        jobs.put(QUESTION, question("succeeded", 2, "attempt 1"));
        seen.put(QUESTION, new SeenJob("succeeded", Optional.of("attempt 1")));
        assertThat(broken()).containsExactly(Invariant.RESULT_OF_THE_LAST_ATTEMPT);
    }

    @Test
    void a_result_that_is_missing_or_should_not_be_is_found() {
        jobs.put(QUESTION, question("succeeded", 2, null));
        seen.remove(QUESTION);
        assertThat(broken()).containsExactly(Invariant.RESULT_OF_THE_LAST_ATTEMPT);

        jobs.put(QUESTION, question("failed", 2, "attempt 2"));
        assertThat(broken()).contains(Invariant.RESULT_OF_THE_LAST_ATTEMPT);
    }

    @Test
    void a_version_that_is_not_what_the_attempt_that_counts_made_it_is_found() {
        List<JobRow.Version> wrong = List.of(
                new JobRow.Version("active", 2, true, true),
                new JobRow.Version("active", 1, false, true),
                new JobRow.Version("active", 1, true, false),
                new JobRow.Version("queued", null, false, false));
        for (JobRow.Version version : wrong) {
            jobs.put(UPLOAD, upload(UPLOAD, "succeeded", null, version));
            assertThat(broken()).as("%s", version).containsExactly(Invariant.VERSION_OF_THE_LAST_ATTEMPT);
        }
    }

    @Test
    void a_version_that_is_visible_though_its_job_failed_is_found() {
        jobs.put(BAD, upload(BAD, "failed", "DOCUMENT_UNREADABLE", new JobRow.Version("active", 1, true, true)));
        assertThat(broken()).containsExactly(Invariant.VERSION_OF_THE_LAST_ATTEMPT);
    }

    @Test
    void a_number_that_two_runs_had_is_found() {
        plus(new Effect(QUESTION, 1, Event.STARTED, PID + 1));
        assertThat(broken()).containsExactly(Invariant.ATTEMPT_NUMBERS_USED_ONCE);
    }

    @Test
    void a_number_that_was_not_taken_is_found() {
        plus(new Effect(QUESTION, 3, Event.STARTED, PID));
        assertThat(broken()).containsExactly(Invariant.ATTEMPT_NUMBERS_USED_ONCE);
    }

    @Test
    void a_second_effect_is_found() {
        plus(new Effect(QUESTION, 1, Event.VISIBLE, PID));
        assertThat(broken()).containsExactly(Invariant.ONE_VISIBLE_EFFECT);
    }

    @Test
    void an_effect_of_a_job_that_failed_is_found() {
        plus(new Effect(BAD, 1, Event.VISIBLE, PID));
        assertThat(broken()).containsExactly(Invariant.ONE_VISIBLE_EFFECT);
    }

    @Test
    void what_was_changed_after_the_end_is_found() {
        audit = List.of("job 1: its result was updated");
        assertThat(broken()).containsExactly(Invariant.THE_END_IS_FINAL);
    }

    @Test
    void an_api_that_says_something_else_is_found() {
        List<Consumer<Map<UUID, SeenJob>>> lies = List.of(
                map -> map.put(QUESTION, new SeenJob("succeeded", Optional.of("attempt 1"))),
                map -> map.put(QUESTION, new SeenJob("succeeded", Optional.empty())),
                map -> map.put(QUESTION, new SeenJob("running", Optional.of("attempt 2"))));
        for (Consumer<Map<UUID, SeenJob>> lie : lies) {
            lie.accept(seen);
            assertThat(broken()).containsExactly(Invariant.API_AGREES);
        }
    }

    @Test
    void what_is_left_in_the_queue_is_found() {
        queue = new QueueState(Map.of("reserved", 1L), 3, 3);
        assertThat(broken()).containsExactly(Invariant.QUEUE_IS_CLEAN);

        queue = new QueueState(Map.of(), 3, 2);
        assertThat(broken()).as("a job that no set holds").containsExactly(Invariant.QUEUE_IS_CLEAN);
    }
}
