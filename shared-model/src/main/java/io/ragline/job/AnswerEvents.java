package io.ragline.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells an answer as it comes, so that whoever puts its words together never has one with a hole in it: words that Redis did not
 * take, or lost after it had taken them, are told again as soon as it takes any, all from the beginning and behind a {@code
 * restart}.
 *
 * <pre>
 *   words ──► told, a step at a time, behind what was told last ──► more words
 *               │ no answer, or what was told last isn't there any more, or isn't the last
 *               ▼
 *             restart and all words so far in one step, until Redis says that it has them
 * </pre>
 *
 * The last words are marked, so that a reader of the stream knows an answer whose end was lost. Safe for use by many threads, none of
 * which ever waits for Redis.
 */
public final class AnswerEvents {
    private static final Logger LOG = Logger.getLogger(AnswerEvents.class);
    private static final String LOST = "Some of its words were lost with Redis; here they are again";
    private static final long AGAIN_NANOS = Duration.ofMillis(200).toNanos();

    private final Channel channel;
    private final String name;
    private final StringBuilder words = new StringBuilder();
    private int beginnings;
    private int told;
    private @Nullable String latest;
    private @Nullable String restart;
    private boolean over;
    private boolean toldOver;
    private @Nullable CompletableFuture<Void> underWay;
    private @Nullable Long failedAt;

    /** Where answers are told. */
    @FunctionalInterface
    interface Channel {
        /** Returns at once; comes to the id of the last entry, which is empty if what should be before it is missing. */
        CompletionStage<String> tell(Step step);
    }

    /**
     * What is told at once.
     *
     * @param after the entry that was told last; null if there was none
     * @param restart why the answer begins anew; null if it goes on
     * @param words may be empty
     * @param last whether the answer is whole with them
     */
    record Step(@Nullable String after, @Nullable String restart, String words, boolean last) {}

    private record Told(int beginning, int words, boolean over) {}

    /** @param name of what is answered, for people to read */
    AnswerEvents(Channel channel, String name) {
        this.channel = channel;
        this.name = name;
    }

    /** The answer goes on like this. */
    public synchronized void add(String text) {
        words.append(text);
        tell();
    }

    /** What came of it so far counts no more. */
    public synchronized void restart(String why) {
        words.setLength(0);
        beginnings++;
        told = 0;
        over = false;
        toldOver = false;
        restart = why;
        tell();
    }

    /** To be called now and then: tells what could not be told before. */
    public synchronized void goOn() {
        if (failedAt != null && System.nanoTime() - failedAt >= AGAIN_NANOS) {
            tell();
        }
    }

    /** The answer is whole with this. Completes when all of it is told, or can't be just now; never exceptionally. */
    public synchronized CompletableFuture<Void> end(String text) {
        words.append(text);
        over = true;
        tell();
        return underWay == null ? CompletableFuture.completedFuture(null) : underWay.copy();
    }

    private void tell() {
        boolean nothingNew = restart == null && told == words.length() && over == toldOver;
        if (underWay != null || nothingNew) {
            return;
        }
        CompletableFuture<Void> settled = new CompletableFuture<>();
        underWay = settled;
        goOnTelling(settled);
    }

    private void goOnTelling(CompletableFuture<Void> settled) {
        Step step = new Step(latest, restart, words.substring(told), over);
        Told these = new Told(beginnings, words.length(), over);
        var unused = channel.tell(step).whenComplete((id, e) -> answered(these, id, e, settled));
    }

    /** Called by a network thread, or at once where nothing can be sent. */
    private synchronized void answered(
            Told these, @Nullable String id, @Nullable Throwable e, CompletableFuture<Void> settled) {
        if (e != null || id == null) {
            failedAt = System.nanoTime();
            lost();
            LOG.debugf(e, "Words of %s were not told: Redis does not answer", name);
        } else {
            failedAt = null;
            if (id.isEmpty()) {
                lost();
            } else {
                taken(these, id);
            }
        }
        if (failedAt == null && (restart != null || told < words.length() || over != toldOver)) {
            goOnTelling(settled);
        } else {
            underWay = null;
            settled.complete(null);
        }
    }

    private void lost() {
        told = 0;
        toldOver = false;
        restart = restart == null ? LOST : restart;
    }

    private void taken(Told these, String id) {
        if (LOST.equals(restart)) {
            LOG.infof("Redis lost words of %s: they were told again", name);
        }
        latest = id;
        if (these.beginning() == beginnings) {
            told = these.words();
            toldOver = these.over();
            restart = null;
        }
    }
}
