package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.IngestApi.Fingerprint;
import io.ragline.cli.http.IngestApi.Known;
import io.ragline.cli.http.Job;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares files with what the collection has under their ids, some at a time: by the SHA-256 of their content. */
final class Comparison {

    private static final int MOST_FILES = 200;
    private static final long MOST_BYTES = 64 << 20;

    private final IngestApi api;
    private final String collection;
    private final Board board;
    private final Patience patience;
    private final StopSignal stop;
    private final ContentHash hash;
    private final Map<String, Job> openJobs = new HashMap<>();

    /** What the collection has of a file. */
    sealed interface Finding {
        FoundFile file();

        /** Nothing, or another content, or a failure: it is to be uploaded. */
        record Missing(FoundFile file) implements Finding {}

        /** This content. */
        record There(FoundFile file, String documentId) implements Finding {}

        /** This content, and the job that reads it. */
        record Waiting(FoundFile file, String documentId, Job job) implements Finding {}
    }

    Comparison(IngestApi api, String collection, Board board, Patience patience, StopSignal stop) {
        this.api = api;
        this.collection = collection;
        this.board = board;
        this.patience = patience;
        this.stop = stop;
        this.hash = new ContentHash(board, stop);
    }

    /** Parts of the files that are compared at once: few enough that sending begins soon. */
    static List<List<FoundFile>> portions(List<FoundFile> files) {
        List<List<FoundFile>> portions = new ArrayList<>();
        List<FoundFile> next = new ArrayList<>();
        long bytes = 0;
        for (FoundFile file : files) {
            next.add(file);
            bytes += file.size();
            if (next.size() == MOST_FILES || bytes >= MOST_BYTES) {
                portions.add(next);
                next = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!next.isEmpty()) {
            portions.add(next);
        }
        return portions;
    }

    /** What the collection has of each file; one that can't be read is put down as failed and left out. */
    List<Finding> compare(List<FoundFile> portion) {
        Map<String, FoundFile> files = new LinkedHashMap<>();
        List<Fingerprint> fingerprints = new ArrayList<>();
        for (FoundFile file : portion) {
            fingerprint(file).ifPresent(fingerprint -> {
                files.put(file.id(), file);
                fingerprints.add(fingerprint);
            });
        }
        if (fingerprints.isEmpty()) {
            return List.of();
        }
        Map<String, Known> known = patience.ask(() -> api.known(collection, fingerprints)).stream()
                .collect(Collectors.toMap(Known::externalId, Function.identity(), (one, same) -> one));
        List<Finding> findings = new ArrayList<>();
        boolean listed = false;
        for (FoundFile file : files.values()) {
            Known same = known.get(file.id());
            if (same != null && same.isQueued() && !listed && !openJobs.containsKey(same.documentId())) {
                listOpenJobs();
                listed = true; // what isn't there now has ended meanwhile
            }
            findings.add(finding(file, same));
        }
        return findings;
    }

    private Optional<Fingerprint> fingerprint(FoundFile file) {
        if (stop.isStopped()) {
            throw new CancellationException();
        }
        try {
            return Optional.of(new Fingerprint(file.id(), hash.of(file)));
        } catch (IOException e) {
            board.finish(file, Failed.unreadable(file.id(), "it can't be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Finding finding(FoundFile file, @Nullable Known same) {
        if (same == null) {
            return new Finding.Missing(file);
        }
        if (same.isActive()) {
            return new Finding.There(file, same.documentId());
        }
        Job job = same.isQueued() ? openJobs.get(same.documentId()) : null;
        // a job that ended in this moment: sent again, the file comes back with its job
        return job == null ? new Finding.Missing(file) : new Finding.Waiting(file, same.documentId(), job);
    }

    private void listOpenJobs() {
        for (Job job : patience.ask(() -> api.openJobs(collection))) {
            if (job.documentId() != null) {
                openJobs.put(job.documentId(), job);
            }
        }
    }
}
