package io.ragline.bench.chaos.check;

import io.ragline.bench.chaos.load.Task.Expected;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold after every scenario. */
public enum Invariant {
    /** Accepted = succeeded + failed + cancelled + live: each accepted job is there, in a status that counts. */
    NOTHING_LOST("an accepted job is never lost", Invariant::lost),
    /** It ended as its text orders. */
    ENDED_AS_ORDERED("a job ends as its work did", Invariant::otherwise),
    /** Nothing waits or runs any more, also nothing whose sender never got an answer. */
    ALL_ENDED("every job ends", Invariant::unfinished),
    /** A question that succeeded has one result, of the attempt that counts; any other has none. */
    RESULT_OF_THE_LAST_ATTEMPT("a result is of the attempt that counts", Invariant::wrongResults),
    /** An upload that succeeded is visible by the attempt that counts; any other is not visible. */
    VERSION_OF_THE_LAST_ATTEMPT("a visible version is of the attempt that counts", Invariant::wrongVersions),
    /** No two runs had the same number. */
    ATTEMPT_NUMBERS_USED_ONCE("a number is given to one run only", Invariant::reusedNumbers),
    /** At most one run of a job came through with its effect, and it was the one that counts. */
    ONE_VISIBLE_EFFECT("the effect of a job happens once", Invariant::effectsBesides),
    /** Nobody changed a result, a final status or a visible version, however briefly. */
    THE_END_IS_FINAL("what has ended does not change", Invariant::changesAfterTheEnd),
    /** The API says what PostgreSQL says, whatever Redis keeps at hand. */
    API_AGREES("the API says what PostgreSQL says", Invariant::disagreements),
    /** Redis holds no job that waits, is reserved or runs, and its indexes hold each job once. */
    QUEUE_IS_CLEAN("the queue is empty when all has ended", Invariant::leftInQueue);

    private final String rule;
    private final Function<Evidence, Stream<String>> check;

    Invariant(String rule, Function<Evidence, Stream<String>> check) {
        this.rule = rule;
        this.check = check;
    }

    /** The rule in words. */
    public String rule() {
        return rule;
    }

    /** What breaks the rule; empty if it holds. */
    public List<Violation> check(Evidence evidence) {
        return check.apply(evidence).map(what -> new Violation(rule, what)).toList();
    }

    /** What breaks any rule; empty if all hold. */
    public static List<Violation> checkAll(Evidence evidence) {
        return Stream.of(values())
                .flatMap(invariant -> invariant.check(evidence).stream())
                .toList();
    }

    private static Stream<String> lost(Evidence evidence) {
        return evidence.accepted().entrySet().stream()
                .filter(entry -> {
                    JobRow job = evidence.jobs().get(entry.getKey());
                    return job == null || job.status().equals("rejected");
                })
                .map(entry -> "job %s was accepted and is %s; its order was '%s'"
                        .formatted(
                                entry.getKey(),
                                evidence.jobs().containsKey(entry.getKey()) ? "rejected" : "gone",
                                entry.getValue().text()));
    }

    private static Stream<String> otherwise(Evidence evidence) {
        return evidence.accepted().entrySet().stream()
                .filter(entry -> evidence.jobs().containsKey(entry.getKey()))
                .filter(entry ->
                        !isAs(entry.getValue().expected(), evidence.jobs().get(entry.getKey())))
                .map(entry -> "%s, should be %s; its order was '%s'"
                        .formatted(
                                describe(evidence.jobs().get(entry.getKey())),
                                entry.getValue().expected(),
                                entry.getValue().text()));
    }

    private static boolean isAs(Expected expected, @Nullable JobRow job) {
        return job != null
                && switch (expected) {
                    case SUCCEEDED -> job.succeeded();
                    case FAILED ->
                        "DOCUMENT_UNREADABLE".equals(job.errorCode())
                                && job.status().equals("failed");
                    case POISONED ->
                        "POISONED".equals(job.errorCode()) && job.status().equals("failed");
                    case SUCCEEDED_OR_LIVE -> job.succeeded() || job.isLive();
                };
    }

    private static Stream<String> unfinished(Evidence evidence) {
        return evidence.mayLeaveBacklog()
                ? Stream.empty()
                : evidence.jobs().values().stream().filter(JobRow::isLive).map(Invariant::describe);
    }

    private static Stream<String> wrongResults(Evidence evidence) {
        return evidence.jobs().values().stream()
                .filter(job -> job.version().isEmpty())
                .filter(job -> job.succeeded() != job.result().isPresent() || isOfAnotherAttempt(job))
                .map(job -> "%s, its result is %s".formatted(describe(job), job.result()));
    }

    private static boolean isOfAnotherAttempt(JobRow job) {
        Optional<JobRow.Result> result = job.result();
        return result.isPresent()
                && "double".equals(result.get().model())
                && !("attempt " + job.attempt()).equals(result.get().answer());
    }

    private static Stream<String> wrongVersions(Evidence evidence) {
        return evidence.jobs().values().stream()
                .filter(job -> job.version().isPresent())
                .filter(job -> {
                    JobRow.Version version = job.version().orElseThrow();
                    boolean visible = version.status().equals("active")
                            && version.isTheDocuments()
                            && version.chunksKnown()
                            && Integer.valueOf(job.attempt()).equals(version.visibleAttempt());
                    boolean unseen = version.visibleAttempt() == null && !version.isTheDocuments();
                    return job.succeeded() ? !visible : !unseen;
                })
                .map(job -> "%s, its version is %s".formatted(describe(job), job.version()));
    }

    private static Stream<String> reusedNumbers(Evidence evidence) {
        Set<String> used = new HashSet<>();
        return evidence.effects().stream()
                .filter(effect -> effect.event() == Effect.Event.STARTED)
                .filter(effect -> !used.add(effect.jobId() + " " + effect.attempt())
                        || effect.attempt() > attempts(evidence, effect.jobId()))
                .map(effect ->
                        "job %s was run as attempt %d twice, or without having taken the number; once by process %d"
                                .formatted(effect.jobId(), effect.attempt(), effect.pid()));
    }

    private static int attempts(Evidence evidence, UUID jobId) {
        JobRow job = evidence.jobs().get(jobId);
        return job == null ? 0 : job.attempt();
    }

    private static Stream<String> effectsBesides(Evidence evidence) {
        Set<UUID> done = new HashSet<>();
        return evidence.effects().stream()
                .filter(effect -> effect.event() == Effect.Event.VISIBLE)
                .filter(effect -> {
                    JobRow job = evidence.jobs().get(effect.jobId());
                    return !done.add(effect.jobId())
                            || job == null
                            || !job.succeeded()
                            || job.attempt() != effect.attempt();
                })
                .map(effect -> "attempt %d at job %s came through, besides what PostgreSQL has: %s"
                        .formatted(
                                effect.attempt(),
                                effect.jobId(),
                                describe(evidence.jobs().get(effect.jobId()))));
    }

    private static Stream<String> changesAfterTheEnd(Evidence evidence) {
        return evidence.audit().stream();
    }

    private static Stream<String> disagreements(Evidence evidence) {
        return evidence.seen().entrySet().stream()
                .filter(entry -> {
                    JobRow job = evidence.jobs().get(entry.getKey());
                    return job == null
                            || !job.status().equals(entry.getValue().status())
                            || !job.result()
                                    .map(JobRow.Result::answer)
                                    .equals(entry.getValue().answer());
                })
                .filter(entry -> !evidence.mayLeaveBacklog() || isFinal(evidence, entry.getKey()))
                .sorted(Comparator.comparing(entry -> entry.getKey()))
                .map(entry -> "%s, over HTTP it is %s"
                        .formatted(describe(evidence.jobs().get(entry.getKey())), entry.getValue()));
    }

    private static boolean isFinal(Evidence evidence, UUID jobId) {
        JobRow job = evidence.jobs().get(jobId);
        return job == null || !job.isLive();
    }

    private static Stream<String> leftInQueue(Evidence evidence) {
        if (evidence.mayLeaveBacklog()) {
            return Stream.empty();
        }
        QueueState queue = evidence.queue();
        Stream<String> left = queue.isDrained() ? Stream.empty() : Stream.of("Redis still holds " + queue.left());
        Stream<String> indexes = queue.jobs() == queue.indexed()
                ? Stream.empty()
                : Stream.of("Redis holds %d jobs, but %d in the sets of their states"
                        .formatted(queue.jobs(), queue.indexed()));
        return Stream.concat(left, indexes);
    }

    private static String describe(@Nullable JobRow job) {
        return job == null
                ? "no such job"
                : "job %s is %s%s after attempt %d (%d tries, %d deaths)"
                        .formatted(
                                job.id(),
                                job.status(),
                                job.errorCode() == null ? "" : " with " + job.errorCode(),
                                job.attempt(),
                                job.tries(),
                                job.deaths());
    }
}
