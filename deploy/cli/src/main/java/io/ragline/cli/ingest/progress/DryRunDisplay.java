package io.ragline.cli.ingest.progress;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.terminal.Terminal;

/** Lists what an ingest would do with each file. */
public final class DryRunDisplay {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Terminal terminal;
    private final boolean json;
    private int uploads;
    private long bytes;
    private int there;
    private int failed;

    public DryRunDisplay(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
    }

    /** @param missing whether it would be uploaded; otherwise it is there already */
    public void file(FoundFile file, boolean missing) {
        if (missing) {
            uploads++;
            bytes += file.size();
        } else {
            there++;
        }
        if (json) {
            ObjectNode event = JSON.createObjectNode().put("event", "file").put("name", file.id());
            terminal.print(event.put("outcome", missing ? "wouldUpload" : "alreadyThere")
                    .put("path", file.path().toString())
                    .put("bytes", file.size())
                    .toString());
        } else if (missing) {
            terminal.print(Text.plain(file.id()) + " (" + Text.bytes(file.size()) + ")");
        }
    }

    public void unusable(FileOutcome outcome) {
        if (outcome instanceof FileOutcome.Failed failure) {
            failed++;
            terminal.complain(
                    terminal.cross() + " " + Text.plain(failure.name()) + ": " + Text.plain(failure.reason()));
        }
    }

    /** @param exists whether the collection is there already */
    public void end(String collection, boolean exists) {
        if (json) {
            ObjectNode event = JSON.createObjectNode().put("event", "end").put("wouldUpload", uploads);
            terminal.print(event.put("bytes", bytes)
                    .put("alreadyThere", there)
                    .put("failed", failed)
                    .toString());
            return;
        }
        String where = exists ? "the collection " + collection : "the new collection " + collection;
        String bad = failed == 0 ? "" : ", %s can't be read".formatted(Text.count(failed));
        terminal.print("%s (%s) would be uploaded to %s, %s already there%s. Nothing was done."
                .formatted(Text.files(uploads), Text.bytes(bytes), where, Text.count(there), bad));
    }
}
