package io.ragline.bench.chaos.load;

/**
 * A job as it is to be sent.
 *
 * @param upload whether it is a file, or else a question
 * @param text what the double is to do, see the module chaos-worker; no two tasks have the same
 * @param expected what must become of it
 */
public record Task(boolean upload, String text, Expected expected) {

    /** What must become of a job that was accepted. */
    public enum Expected {
        SUCCEEDED,
        /** It fails with {@code DOCUMENT_UNREADABLE}. */
        FAILED,
        /** It fails with {@code POISONED}. */
        POISONED,
        /** It succeeds or still waits when the scenario ends. */
        SUCCEEDED_OR_LIVE
    }
}
