package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Effect;
import io.ragline.bench.chaos.check.Ledger;
import io.ragline.bench.chaos.check.Violation;
import io.ragline.bench.chaos.load.ApiClient;
import io.ragline.bench.chaos.load.Journal;
import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.load.Task;
import io.ragline.bench.chaos.load.Tasks;
import io.ragline.bench.chaos.site.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One playing of a scenario: what it has at hand, and what it has to say. */
public final class Act implements AutoCloseable {
    private final Site site;
    private final Scale scale;
    private final Random random;
    private final Tasks tasks;
    private final Journal journal = new Journal();
    private final ApiClient api;
    private final List<String> notes = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Deque<AutoCloseable> atEnd = new ArrayDeque<>();
    private boolean mayLeaveBacklog;

    /** @param label tells this playing from all others on the same site */
    public Act(Site site, Scale scale, Random random, String label) {
        this.site = site;
        this.scale = scale;
        this.random = random;
        this.tasks = new Tasks(new Random(random.nextLong()), label);
        this.api = api(site.api().url());
    }

    public Site site() {
        return site;
    }

    Scale scale() {
        return scale;
    }

    Random random() {
        return random;
    }

    Tasks tasks() {
        return tasks;
    }

    public Journal journal() {
        return journal;
    }

    public ApiClient api() {
        return api;
    }

    /** A client of another API of the site; what it sends counts as well. */
    ApiClient api(String url) {
        return new ApiClient(url, journal);
    }

    public Ledger ledger() {
        return new Ledger(site.postgres());
    }

    /** What the workers wrote down of this act's jobs so far. */
    List<Effect> effects() throws IOException {
        Map<UUID, Task> mine = journal.accepted();
        return Effect.read(site.effects()).stream()
                .filter(effect -> mine.containsKey(effect.jobId()))
                .toList();
    }

    /** Sends a mix of jobs until it is closed: many at once, so that some wait whenever harm is done, and then a steady few. */
    Load load() {
        return Load.start(api, tasks::any, scale.perSecond(), scale.burst());
    }

    /** Sends a task that is to be accepted. */
    void send(Task task) throws InterruptedException {
        if (api.send(task).filter(reply -> reply.isAccepted()).isEmpty()) {
            throw new IllegalStateException("Not accepted: " + task);
        }
    }

    void pause(Duration duration) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(duration.toMillis());
    }

    /** Lets some time pass, at random between these. */
    void pauseBetween(int leastMillis, int mostMillis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(leastMillis, mostMillis));
    }

    /** One of them, at random. */
    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Something worth to be read behind the name of the scenario. */
    void note(String what) {
        notes.add(what);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Sees to a rule of this scenario's own. */
    void check(boolean holds, String rule, String otherwise) {
        if (!holds) {
            violations.add(new Violation(rule, otherwise));
        }
    }

    /** A scenario that did no harm proves nothing. */
    void mustHaveBitten(boolean bitten, String what) {
        check(bitten, "the scenario did harm", what);
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    void leaveBacklog() {
        mayLeaveBacklog = true;
    }

    public boolean mayLeaveBacklog() {
        return mayLeaveBacklog;
    }

    /** Is closed when the checks are over, the last one first. */
    <T extends AutoCloseable> T untilTheEnd(T resource) {
        atEnd.push(resource);
        return resource;
    }

    @Override
    public void close() throws Exception {
        while (!atEnd.isEmpty()) {
            atEnd.pop().close();
        }
    }
}
