package io.ragline.cli.ingest;

import io.ragline.cli.ingest.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.FileOutcome.Failed;
import io.ragline.cli.ingest.FileOutcome.Indexed;
import io.ragline.cli.terminal.Terminal;
import java.util.List;

/** Sums up what became of the files, with the reason for each that failed. */
public final class OutcomeReport {

    private final Terminal terminal;

    public OutcomeReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /** True when nothing failed. */
    public boolean print(List<FileOutcome> outcomes, String collection) {
        int indexed = 0;
        int there = 0;
        int failed = 0;
        for (FileOutcome outcome : outcomes) {
            switch (outcome) {
                case Indexed now -> indexed++;
                case AlreadyThere before -> there++;
                case Failed not -> {
                    failed++;
                    terminal.complain("%s %s: %s".formatted(terminal.cross(), not.file(), not.reason()));
                }
            }
        }
        String known = there == 0 ? "" : ", %d already there".formatted(there);
        String wrong = failed == 0 ? "" : ", %d failed".formatted(failed);
        terminal.print("%d indexed%s%s in the collection %s.".formatted(indexed, known, wrong, collection));
        return failed == 0;
    }
}
