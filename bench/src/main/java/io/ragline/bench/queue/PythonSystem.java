package io.ragline.bench.queue;

import java.util.Arrays;
import java.util.List;

/** A way to run a queue in Python, as {@code drive_queue.py} knows it. */
enum PythonSystem {
    /** RQ's usual worker, which forks for each job. */
    RQ("rq", QueueSystem.RQ, 20),
    /** RQ's worker that does not fork. */
    RQ_SIMPLE("rq-simple", QueueSystem.RQ, 4),
    CELERY("celery", QueueSystem.CELERY, 2);

    private final String driver;
    private final QueueSystem system;
    private final int share;

    PythonSystem(String driver, QueueSystem system, int share) {
        this.driver = driver;
        this.system = system;
        this.share = share;
    }

    /** Its name for the script. */
    String driver() {
        return driver;
    }

    static List<PythonSystem> of(QueueSystem system) {
        return Arrays.stream(values()).filter(way -> way.system == system).toList();
    }

    /** One of how many jobs it gets in a round, so that its rounds take seconds too. */
    int share() {
        return share;
    }
}
