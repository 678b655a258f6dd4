package io.ragline.cli.reindex;

import io.ragline.cli.http.Batch;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Has collections indexed anew, one after the other, and tells how far each is. */
final class Reindexing {
    private static final int PERCENT_STEP = 10;

    private final RaglineApi ragline;
    private final Terminal terminal;
    private final Duration lookEvery;

    Reindexing(RaglineApi ragline, Terminal terminal, Duration lookEvery) {
        this.ragline = ragline;
        this.terminal = terminal;
        this.lookEvery = lookEvery;
    }

    /**
     * Indexes them anew.
     *
     * @param settings what is to change, in the API's form
     * @param wait whether to return only when questions see the new index
     * @return whether all documents are in it, as far as was waited for
     */
    boolean run(List<String> collections, Map<String, Object> settings, boolean wait) throws InterruptedException {
        boolean done = true;
        for (String collection : collections) {
            Batch batch = ragline.reindex(collection, settings);
            terminal.print("%s: %,d documents are indexed anew".formatted(collection, batch.documents()));
            done &= !wait || await(collection, batch.batchId());
        }
        return done;
    }

    private boolean await(String collection, String batchId) throws InterruptedException {
        int told = 0;
        while (true) {
            Batch batch = ragline.batch(batchId);
            if (batch.failed() > 0) {
                terminal.complain(
                        "%s %s: %,d documents could not be indexed, so questions go on seeing the old index. GET /api/v1/jobs?batchId=%s tells why; retry them, delete the documents, or give up with DELETE /api/v1/collections/%s/reindex."
                                .formatted(terminal.cross(), collection, batch.failed(), batchId, collection));
                return false;
            }
            if (batch.percent() >= told + PERCENT_STEP && batch.percent() < 100) {
                told = batch.percent();
                terminal.print("%s: %d %%".formatted(collection, told));
            }
            if (batch.open() == 0 && !ragline.isReindexing(collection)) {
                terminal.print("%s %s: questions see the new index".formatted(terminal.tick(), collection));
                return true;
            }
            Thread.sleep(lookEvery);
        }
    }
}
