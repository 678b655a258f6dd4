package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.IngestApi;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.transfer.Comparison.Finding;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Tells what would be uploaded, without doing it. */
public final class Preview {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Comparison comparison;

    /** @param board is told of files that can't be read */
    public Preview(IngestApi api, String collection, Board board) {
        StopSignal never = new StopSignal();
        this.comparison = new Comparison(api, collection, board, new Patience(board, never, PATIENCE), never);
    }

    /** @param each is told for each file whether it would be uploaded; otherwise it is there already */
    public void look(List<FoundFile> files, BiConsumer<FoundFile, Boolean> each) {
        for (List<FoundFile> portion : Comparison.portions(files)) {
            for (Finding finding : comparison.compare(portion)) {
                each.accept(finding.file(), finding instanceof Finding.Missing);
            }
        }
    }
}
