package io.ragline.api.jobs;

import io.ragline.job.JobEvent;
import io.ragline.job.JobEvent.Type;

/** How much of an answer whoever reads a job's events has heard. */
final class AnswerHeard {
    /** Whether nothing is missing before what comes next. */
    private boolean fromItsBeginning;

    private boolean toItsEnd;
    private boolean saidSo;

    /** The client knows all events up to this one. */
    void resumedBehind(JobEvent event) {
        fromItsBeginning = true;
        toItsEnd = event.last();
    }

    /** Events that were read aren't there any more. */
    void lost() {
        fromItsBeginning = false;
        toItsEnd = false;
        saidSo = false;
    }

    /** The next event; whether it is the first to go on with an answer whose beginning is missing. */
    boolean misses(JobEvent event) {
        boolean misses = event.type() == Type.TOKEN && !fromItsBeginning && !saidSo;
        saidSo |= misses;
        switch (event.type()) {
            case STARTED, RESTART -> {
                fromItsBeginning = true;
                toItsEnd = false;
                saidSo = false;
            }
            case TOKEN -> toItsEnd = fromItsBeginning && event.last();
            case QUEUED, PROGRESS, PUT_OFF, END -> {}
        }
        return misses;
    }

    /** Whether that is the whole answer. */
    boolean isWhole() {
        return fromItsBeginning && toItsEnd;
    }
}
