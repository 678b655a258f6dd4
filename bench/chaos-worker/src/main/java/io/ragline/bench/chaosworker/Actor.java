package io.ragline.bench.chaosworker;

import io.ragline.bench.chaosworker.EffectLog.Event;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptSupersededException;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;

/** Does what a job orders, and writes down what became of it. */
@ApplicationScoped
class Actor {
    /** What the shell reports of a process that was killed. */
    private static final int EXIT_CODE = 137;

    private final EffectLog log;

    Actor(EffectLog log) {
        this.log = log;
    }

    /** The step that ends a job and makes its effect visible. */
    interface Ending {
        void end() throws Exception;
    }

    void act(Attempt attempt, String text, Ending ending) throws Exception {
        log.write(attempt, Event.STARTED);
        obey(attempt, Order.parse(text));
        try {
            ending.end();
            log.write(attempt, Event.VISIBLE);
        } catch (AttemptSupersededException e) {
            log.write(attempt, Event.SUPERSEDED);
            throw e;
        }
    }

    private static void obey(Attempt attempt, Order order) throws InterruptedException {
        switch (order) {
            case Order.Quick quick -> {}
            case Order.Sleep sleep -> Thread.sleep(sleep.howLong());
            case Order.Halt halt -> Runtime.getRuntime().halt(EXIT_CODE);
            case Order.FailTransient fail -> {
                if (attempt.job().tries < fail.times()) {
                    throw new IllegalStateException("Ordered to fail, and to be tried again");
                }
            }
            case Order.FailPermanent fail ->
                throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "Ordered to fail for good");
        }
    }
}
