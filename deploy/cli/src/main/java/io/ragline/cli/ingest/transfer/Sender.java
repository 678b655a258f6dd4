package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.UploadPart;
import io.ragline.cli.http.UploadReceipt;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.FileOutcome.Queued;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Uploads the files of one request, again if need be, and puts down what becomes of each. */
final class Sender {

    /** Refusals of a single file that have to do with the server rather than with the file. */
    private static final Set<String> PASSING =
            Set.of("QUEUE_FULL", "QUEUE_UNAVAILABLE", "DATABASE_UNAVAILABLE", "INTERNAL_ERROR");

    private static final int MOST_TRIES = 4;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final IngestApi api;
    private final IngestTarget target;
    private final Board board;
    private final JobWatch watch;
    private final Patience patience;
    private final StopSignal stop;

    /** One or more of the files could not be read; nothing was accepted. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<FoundFile> files;

        UnreadableException(List<FoundFile> files) {
            this.files = files;
        }
    }

    Sender(IngestApi api, IngestTarget target, Board board, JobWatch watch, Patience patience, StopSignal stop) {
        this.api = api;
        this.target = target;
        this.board = board;
        this.watch = watch;
        this.patience = patience;
        this.stop = stop;
    }

    /** @throws ApiException if it makes no sense to go on with other files either */
    void send(List<FoundFile> files) {
        List<FoundFile> left = files;
        for (int tries = 1; !left.isEmpty(); tries++) {
            left = send(left, tries == MOST_TRIES);
            if (!left.isEmpty()) {
                stop.sleep(BETWEEN_TRIES.multipliedBy(tries));
            }
        }
    }

    /**
     * Sends files in one request.
     *
     * @param last whether to take any refusal for final
     * @return those to be sent again
     */
    private List<FoundFile> send(List<FoundFile> files, boolean last) {
        String key = UUID.randomUUID().toString();
        try {
            return settle(files, patience.ask(() -> tryToSend(files, key)), last);
        } catch (UnreadableException e) {
            for (FoundFile file : e.files) {
                board.finish(file, Failed.unreadable(file.id(), "it changed or could not be read while it was sent"));
            }
            return without(files, e.files);
        } catch (ApiException e) {
            return settleRefusal(files, e, last);
        } finally {
            files.forEach(board::end);
        }
    }

    private UploadReceipt tryToSend(List<FoundFile> files, String key) {
        List<UploadPart> parts = new ArrayList<>();
        List<FoundFile> gone = new ArrayList<>();
        for (FoundFile file : files) {
            board.begin(file, Board.UPLOADING);
            try {
                parts.add(new UploadPart(file.path(), file.id(), bytes -> board.advance(file, bytes)));
            } catch (FileNotFoundException e) {
                gone.add(file);
            }
        }
        if (!gone.isEmpty()) {
            throw new UnreadableException(gone);
        }
        try {
            return api.upload(target.collection(), parts, target.metadata(), key);
        } catch (ApiException e) {
            List<FoundFile> unreadable = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                if (parts.get(i).isUnreadable()) {
                    unreadable.add(files.get(i));
                }
            }
            throw unreadable.isEmpty() ? e : new UnreadableException(unreadable);
        }
    }

    private List<FoundFile> settleRefusal(List<FoundFile> files, ApiException e, boolean last) {
        if (!e.rejected().isEmpty()) {
            return settle(files, new UploadReceipt(null, null, e.rejected()), last);
        }
        if (e.code().equals("IDEMPOTENCY_KEY_REUSED") && !last) {
            return files; // one of them changed between two tries: a request of its own
        }
        boolean isTheFiles = !e.isPassing() && !e.isUnauthorized() && e.status() != 404;
        if (!isTheFiles) {
            throw e;
        }
        if (files.size() > 1) {
            files.forEach(file -> send(List.of(file)));
        } else {
            String code = e.code().isEmpty() ? "HTTP " + e.status() : e.code();
            board.finish(files.getFirst(), new Failed(files.getFirst().id(), code, e.detail(), ""));
        }
        return List.of();
    }

    /** Those accepted and those rejected stand in the order in which they were sent. */
    private List<FoundFile> settle(List<FoundFile> files, UploadReceipt receipt, boolean last) {
        List<UploadReceipt.Accepted> accepted = Objects.requireNonNull(receipt.documents());
        List<UploadReceipt.Rejected> rejected = Objects.requireNonNull(receipt.rejected());
        List<FoundFile> again = new ArrayList<>();
        int a = 0;
        int r = 0;
        for (FoundFile file : files) {
            boolean taken = a < accepted.size() && (r >= rejected.size() || isOf(accepted.get(a), file));
            if (taken) {
                take(file, accepted.get(a++), receipt.batchId());
            } else if (r < rejected.size()) {
                UploadReceipt.Rejected refusal = rejected.get(r++);
                if (!last && PASSING.contains(String.valueOf(refusal.code()))) {
                    again.add(file);
                } else {
                    board.finish(file, failed(file, refusal));
                }
            } else {
                board.finish(
                        file, new Failed(file.id(), "UNKNOWN", "The server neither accepted nor rejected it.", ""));
            }
        }
        return again;
    }

    private static boolean isOf(UploadReceipt.Accepted accepted, FoundFile file) {
        String externalId = accepted.externalId();
        return externalId == null
                ? String.valueOf(file.path().getFileName()).equals(accepted.filename())
                : externalId.equals(file.id());
    }

    private void take(FoundFile file, UploadReceipt.Accepted accepted, @Nullable String batchId) {
        String documentId = Objects.requireNonNullElse(accepted.documentId(), "");
        String jobId = accepted.jobId();
        boolean duplicate = accepted.isDuplicate();
        if (target.waits() && jobId != null) {
            watch.add(file, documentId, jobId, duplicate ? null : batchId, duplicate);
        } else {
            board.finish(file, duplicate ? new AlreadyThere(file, documentId) : new Queued(file, documentId));
        }
    }

    private static Failed failed(FoundFile file, UploadReceipt.Rejected refusal) {
        return new Failed(
                file.id(),
                Objects.requireNonNullElse(refusal.code(), "UNKNOWN"),
                Objects.requireNonNullElse(refusal.detail(), "The server gave no reason."),
                "");
    }

    private static List<FoundFile> without(List<FoundFile> files, List<FoundFile> some) {
        List<FoundFile> rest = new ArrayList<>(files);
        rest.removeAll(some);
        return rest;
    }
}
