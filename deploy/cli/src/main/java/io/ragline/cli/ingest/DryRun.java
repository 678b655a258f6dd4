package io.ragline.cli.ingest;

import io.ragline.cli.http.IngestApi;
import io.ragline.cli.ingest.files.FileWalk.Walked;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.DryRunDisplay;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.transfer.Preview;

/** Shows what an ingest would do. */
final class DryRun {

    private final IngestApi api;
    private final DryRunDisplay display;

    DryRun(IngestApi api, DryRunDisplay display) {
        this.api = api;
        this.display = display;
    }

    /** @param exists whether the collection is there; else it has nothing */
    int run(Walked walked, String collection, boolean exists) {
        Board board = new Board(walked.files(), walked.unusable().size(), false, System::nanoTime);
        walked.unusable().forEach(file -> board.fail(Failed.of(file)));
        if (exists) {
            new Preview(api, collection, board).look(walked.files(), display::file);
        } else {
            for (FoundFile file : walked.files()) {
                display.file(file, true);
            }
        }
        board.news().forEach(display::unusable);
        display.end(collection, exists);
        return board.tally().failed() > 0 ? Ingest.SOME_FAILED : Ingest.DONE;
    }
}
