package io.ragline.cli.ingest;

import io.ragline.cli.http.Job;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One line for each thing that happens, for where nobody watches: a file, a pipe, a build server. */
final class LineDisplay implements IngestDisplay {

    private final Terminal terminal;
    private final Map<Path, String> stages = new HashMap<>();

    LineDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void uploading(Path file) {
        terminal.print(file + ": uploading");
    }

    @Override
    public void working(Path file, Job job) {
        Job.Progress progress = job.progress();
        String stage = progress == null || progress.stage() == null ? "" : progress.stage();
        if (progress != null && !stage.isEmpty() && !stage.equals(stages.put(file, stage))) {
            terminal.print("%s: %s, %d %%".formatted(file, stage, progress.percent()));
        }
    }

    @Override
    public void finished(FileOutcome outcome) {
        terminal.print(outcome.file()
                + switch (outcome) {
                    case FileOutcome.Indexed indexed -> ": indexed";
                    case FileOutcome.AlreadyThere there -> ": already there";
                    case FileOutcome.Failed failed -> ": failed";
                });
    }

    @Override
    public void close() {}
}
