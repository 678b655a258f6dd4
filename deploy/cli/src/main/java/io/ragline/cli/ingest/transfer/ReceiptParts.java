package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.UploadReceipt;
import io.ragline.cli.http.UploadReceipt.Accepted;
import io.ragline.cli.http.UploadReceipt.Rejected;
import io.ragline.cli.ingest.files.FoundFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the receipt of an upload apart: what it says of each file. */
final class ReceiptParts {

    private static final Rejected UNMENTIONED =
            new Rejected(null, "UNKNOWN", "The server neither accepted nor rejected it.");

    private ReceiptParts() {}

    /**
     * What a receipt says of each file. One alone may be an archive, of which it mentions each member; of several files, those
     * accepted and those rejected stand in the order in which they were sent.
     */
    static Map<FoundFile, UploadReceipt> byFile(List<FoundFile> files, UploadReceipt receipt) {
        Map<FoundFile, UploadReceipt> parts = new LinkedHashMap<>();
        boolean mentioned = !receipt.documentsOrNone().isEmpty()
                || !receipt.rejectedOrNone().isEmpty();
        if (files.size() == 1 && mentioned) {
            parts.put(files.getFirst(), receipt);
            return parts;
        }
        var accepted = receipt.documentsOrNone().listIterator();
        var rejected = receipt.rejectedOrNone().listIterator();
        for (FoundFile file : files) {
            Accepted next = accepted.hasNext() ? accepted.next() : null;
            if (next != null && file.id().equals(next.externalId())) {
                parts.put(file, new UploadReceipt(receipt.batchId(), List.of(next), List.of()));
                continue;
            }
            if (next != null) {
                accepted.previous();
            }
            Rejected refusal = rejected.hasNext() ? rejected.next() : UNMENTIONED;
            parts.put(file, new UploadReceipt(receipt.batchId(), List.of(), List.of(refusal)));
        }
        return parts;
    }
}
