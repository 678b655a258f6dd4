package io.ragline.cli.ingest.progress;

import io.ragline.cli.terminal.Terminal;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A line for each file at its end and one for all now and then, for where nobody watches: a file, a pipe, a build server. */
final class LineDisplay implements IngestDisplay {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Terminal terminal;
    private final Report report;
    private final LongSupplier nanoTime;
    private long last;
    private String note = "";

    LineDisplay(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.report = new Report(terminal);
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    @Override
    public void begin(Intent intent) {
        terminal.print(Sentences.intent(intent));
    }

    @Override
    public void outcome(FileOutcome outcome) {
        report.keep(outcome);
        String name = Text.plain(outcome.name());
        switch (outcome) {
            case FileOutcome.Indexed indexed -> terminal.print(name + ": indexed");
            case FileOutcome.Queued queued -> terminal.print(name + ": queued");
            case FileOutcome.Failed failed -> terminal.print(name + ": failed, " + failed.code());
            case FileOutcome.AlreadyThere there -> {
                // thousands of them when a command is run again; the last line counts them
            }
        }
    }

    @Override
    public void show(Snapshot snapshot) {
        if (!snapshot.note().equals(note)) {
            note = snapshot.note();
            if (!note.isEmpty()) {
                terminal.print(Text.plain(note));
            }
        }
        if (nanoTime.getAsLong() - last >= EVERY.toNanos()) {
            last = nanoTime.getAsLong();
            terminal.print(Sentences.progress(snapshot));
        }
    }

    @Override
    public void end(Ending ending) {
        report.print(ending);
    }
}
