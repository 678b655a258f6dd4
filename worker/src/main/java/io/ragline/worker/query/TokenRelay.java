package io.ragline.worker.query;

import io.ragline.job.AnswerEvents;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.lane.JobRun;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who watch a job how its answer goes on: the first words at once, later ones together for a few dozen milliseconds, for
 * an event each would cost more than it is worth.
 */
final class TokenRelay implements ChatListener, AutoCloseable {
    private static final long TOGETHER_NANOS = 30_000_000;

    /** What is told behind the end of a job is not heard any more, so that waits for the last words, but not for a Redis that hangs. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final JobRun run;
    private final AnswerEvents answer;
    private final StringBuilder waiting = new StringBuilder();
    private long told;
    private boolean any;

    /** @param answer where it is told */
    TokenRelay(JobRun run, AnswerEvents answer) {
        this.run = run;
        this.answer = answer;
    }

    @Override
    public synchronized void text(String text) {
        waiting.append(text);
        tellIfDue();
    }

    @Override
    public synchronized void restart(String why) {
        waiting.setLength(0);
        if (any) {
            answer.restart(why);
            any = false;
        }
    }

    @Override
    public synchronized void check() {
        run.check();
        tellIfDue();
        answer.goOn();
    }

    private void tellIfDue() {
        if (!any || System.nanoTime() - told >= TOGETHER_NANOS) {
            tell();
        }
    }

    private void tell() {
        if (!waiting.isEmpty()) {
            answer.add(waiting.toString());
            waiting.setLength(0);
            told = System.nanoTime();
            any = true;
        }
    }

    /** The answer is whole. */
    void end() {
        end("");
    }

    /** The answer is whole with this. */
    void end(String text) {
        ended(text)
                .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** What waits goes as one with the end. */
    private synchronized CompletableFuture<Void> ended(String text) {
        waiting.append(text);
        String rest = waiting.toString();
        waiting.setLength(0);
        return answer.end(rest);
    }

    /** An answer that is not whole has been told as far as it came. */
    @Override
    public synchronized void close() {
        tell();
    }
}
