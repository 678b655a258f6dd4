package io.ragline.bench.queue;

/** A queue whose workers run in this process and tell a {@link JobProbe} of each job. */
interface MeasuredQueue extends AutoCloseable {

    /** Name and version. */
    String system();

    /** How it is run. */
    String setup();

    /** Enqueues no-op jobs the way that the system has for many. */
    void enqueueAll(int jobs);

    void enqueueOne();

    void startWorkers();

    void stopWorkers();

    /** Adds jobs that wait where the workers do not look. */
    void storeWaiting(int jobs);

    /** Adds jobs that have ended: nine of ten succeeded, one failed. */
    void storeEnded(int jobs);

    /** Deletes the no-op jobs that were run, so that only the stored ones are left. */
    void forgetMeasured();

    /** Deletes everything. */
    void clear();

    /** What the store takes, in bytes; memory or disk. */
    long storedBytes() throws InterruptedException;

    @Override
    void close();
}
