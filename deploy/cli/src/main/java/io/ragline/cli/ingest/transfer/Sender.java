package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.UploadPart;
import io.ragline.cli.http.UploadReceipt;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.FileOutcome.Queued;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

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

    /** A request at which connections break each time, while the server answers others. */
    private static final int MOST_BREAKS = 3;

    /** One or more of the files could not be read; nothing was accepted. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<FoundFile> files;

        UnreadableException(List<FoundFile> files) {
            this.files = files;
        }
    }

    /** The connection breaks at this request and at no other. */
    private static final class BreakingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BreakingException(ApiException cause) {
            super(cause);
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
        AtomicInteger breaks = new AtomicInteger();
        try {
            return settle(files, patience.ask(() -> tryToSend(files, key, breaks)), last);
        } catch (BreakingException e) {
            String advice = "It may be larger than the server, or a proxy before it, takes.";
            oneByOneOr(files, new Failed("", "CONNECTION_BROKEN", "The connection breaks each time.", advice));
            return List.of();
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

    private UploadReceipt tryToSend(List<FoundFile> files, String key, AtomicInteger breaks) {
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
            if (!unreadable.isEmpty()) {
                throw new UnreadableException(unreadable);
            }
            if (e.isUnreachable() && breaks.incrementAndGet() >= MOST_BREAKS && answersOtherwise()) {
                throw new BreakingException(e);
            }
            throw e;
        }
    }

    private boolean answersOtherwise() {
        try {
            return api.collectionExists(target.collection());
        } catch (ApiException e) {
            return false;
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
        oneByOneOr(files, new Failed("", e.code().isEmpty() ? "HTTP " + e.status() : e.code(), e.detail(), ""));
        return List.of();
    }

    /** What several files meet together need not be the fault of each. */
    private void oneByOneOr(List<FoundFile> files, Failed failure) {
        if (files.size() > 1) {
            files.forEach(file -> send(List.of(file)));
        } else {
            FoundFile file = files.getFirst();
            board.finish(file, new Failed(file.id(), failure.code(), failure.detail(), failure.advice()));
        }
    }

    private List<FoundFile> settle(List<FoundFile> files, UploadReceipt receipt, boolean last) {
        List<FoundFile> again = new ArrayList<>();
        for (Map.Entry<FoundFile, UploadReceipt> part :
                ReceiptParts.byFile(files, receipt).entrySet()) {
            FoundFile file = part.getKey();
            List<UploadReceipt.Rejected> rejected = part.getValue().rejectedOrNone();
            if (!last && rejected.stream().anyMatch(each -> PASSING.contains(String.valueOf(each.code())))) {
                again.add(file);
            } else {
                settle(file, part.getValue());
            }
        }
        return again;
    }

    private void settle(FoundFile file, UploadReceipt receipt) {
        List<UploadReceipt.Accepted> accepted = receipt.documentsOrNone();
        Map<String, String> members = new LinkedHashMap<>();
        Map<String, String> batches = new HashMap<>();
        for (UploadReceipt.Accepted each : accepted) {
            String jobId = each.jobId();
            if (jobId != null) {
                members.put(jobId, Objects.requireNonNullElse(each.filename(), file.id()));
                if (receipt.batchId() != null && !each.isDuplicate()) {
                    batches.put(jobId, receipt.batchId());
                }
            }
        }
        String documentId = accepted.isEmpty()
                ? ""
                : Objects.requireNonNullElse(accepted.getFirst().documentId(), "");
        boolean wasThere = accepted.stream().allMatch(UploadReceipt.Accepted::isDuplicate);
        List<Failed> failed =
                receipt.rejectedOrNone().stream().map(Sender::failed).toList();
        Followed followed = new Followed(file, documentId, wasThere, members, failed);
        if (target.waits() && !members.isEmpty()) {
            watch.add(followed, members.keySet(), batches);
        } else if (failed.isEmpty() && !wasThere) {
            board.finish(file, new Queued(file, documentId));
        } else {
            board.finish(file, followed.outcome());
        }
    }

    private static Failed failed(UploadReceipt.Rejected refusal) {
        return new Failed(
                Objects.requireNonNullElse(refusal.filename(), "a file"),
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
