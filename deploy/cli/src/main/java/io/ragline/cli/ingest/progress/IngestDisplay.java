package io.ragline.cli.ingest.progress;

import io.ragline.cli.terminal.Terminal;

/** Shows an ingest to whoever started it. Used by one thread. */
public interface IngestDisplay {

    /** What is about to be done. */
    void begin(Intent intent);

    /** A file has come to its end. */
    void outcome(FileOutcome outcome);

    /** How far it all is; called several times a second. */
    void show(Snapshot snapshot);

    /** It is over. */
    void end(Ending ending);

    /**
     * What is about to be done.
     *
     * @param bytes of all files
     */
    record Intent(int files, long bytes, String collection, String server) {}

    /**
     * How it ended.
     *
     * @param stopped whether it was broken off
     */
    record Ending(Tally tally, String collection, long millis, boolean stopped, int exitCode) {}

    /** One that suits the terminal. */
    static IngestDisplay of(Terminal terminal, boolean json) {
        if (json) {
            return new JsonDisplay(terminal, System::nanoTime);
        }
        return terminal.interactive() ? new LiveDisplay(terminal) : new LineDisplay(terminal, System::nanoTime);
    }
}
