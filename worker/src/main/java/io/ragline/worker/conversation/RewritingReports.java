package io.ragline.worker.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import io.ragline.worker.chat.ChatFailedException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Says how models do with follow-up questions: each time in a metric, {@code ragline.rewritings}, and in the log when that changes. */
final class RewritingReports {
    private static final Logger LOG = Logger.getLogger(RewritingReports.class);

    private final MeterRegistry meters;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    RewritingReports(MeterRegistry meters) {
        this.meters = meters;
    }

    void rewritten(String model) {
        count(model, "rewritten");
        answered(model);
    }

    /** What it said was no question. */
    void nonsense(String model) {
        count(model, "no_question");
        answered(model);
    }

    private void answered(String model) {
        if (failing.remove(model)) {
            LOG.infof("Follow-up questions are rewritten by %s again", model);
        }
    }

    void failed(String model, ChatFailedException why) {
        count(model, why.reason().name().toLowerCase(Locale.ROOT));
        if (failing.add(model)) {
            LOG.warnf(
                    "Follow-up questions are rewritten by rule until %s answers in time: %s", model, why.getMessage());
        }
    }

    private void count(String model, String outcome) {
        meters.counter("ragline.rewritings", "model", model, "outcome", outcome).increment();
    }
}
