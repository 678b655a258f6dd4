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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
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

        /**
         * Nothing, or another content, or a failure: it is to be uploaded.
         *
         * @param isArchive whether the server takes it apart
         */
        record Missing(FoundFile file, boolean isArchive) implements Finding {}

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

    /**
     * A file and what to ask for it.
     *
     * @param asked itself, or the members of an archive; none if that would not tell
     */
    private record Question(FoundFile file, boolean isArchive, List<Fingerprint> asked) {}

    /** What the collection has of each file; one that can't be read is put down as failed and left out. */
    List<Finding> compare(List<FoundFile> portion) {
        List<Question> questions = portion.stream().flatMap(this::question).toList();
        Map<String, Known> known =
                known(questions.stream().flatMap(each -> each.asked().stream()).toList());
        boolean listed = false;
        List<Finding> findings = new ArrayList<>();
        for (Question question : questions) {
            Known same = known.get(question.file().id());
            if (same != null && same.isQueued() && !listed && !openJobs.containsKey(same.documentId())) {
                listOpenJobs();
                listed = true; // what isn't there now has ended meanwhile
            }
            findings.add(question.isArchive() ? archive(question, known) : finding(question.file(), same));
        }
        return findings;
    }

    private Stream<Question> question(FoundFile file) {
        if (stop.isStopped()) {
            throw new CancellationException();
        }
        try {
            return Stream.of(
                    ArchiveMembers.isArchive(file)
                            ? new Question(file, true, ArchiveMembers.fingerprints(file, stop))
                            : new Question(file, false, List.of(new Fingerprint(file.id(), hash.of(file)))));
        } catch (IOException e) {
            board.finish(file, Failed.unreadable(file.id(), "it can't be read: " + e.getMessage()));
            return Stream.of();
        }
    }

    private Map<String, Known> known(List<Fingerprint> asked) {
        Map<String, Known> known = new HashMap<>();
        for (int from = 0; from < asked.size(); from += IngestApi.MOST_KNOWN) {
            List<Fingerprint> some = asked.subList(from, Math.min(from + IngestApi.MOST_KNOWN, asked.size()));
            patience.ask(() -> api.known(collection, some)).forEach(each -> known.put(each.externalId(), each));
        }
        return known;
    }

    private static Finding archive(Question archive, Map<String, Known> known) {
        List<Known> members = archive.asked().stream()
                .map(member -> known.get(member.externalId()))
                .filter(member -> member != null && member.isActive())
                .toList();
        boolean isThere =
                !members.isEmpty() && members.size() == archive.asked().size();
        return isThere
                ? new Finding.There(archive.file(), members.getFirst().documentId())
                : new Finding.Missing(archive.file(), true);
    }

    private Finding finding(FoundFile file, @Nullable Known same) {
        if (same == null) {
            return new Finding.Missing(file, false);
        }
        if (same.isActive()) {
            return new Finding.There(file, same.documentId());
        }
        Job job = openJobs.get(same.documentId());
        // a job that ended in this moment: sent again, the file comes back with its job
        return job == null ? new Finding.Missing(file, false) : new Finding.Waiting(file, same.documentId(), job);
    }

    private void listOpenJobs() {
        for (Job job : patience.ask(() -> api.openJobs(collection))) {
            if (job.documentId() != null) {
                openJobs.put(job.documentId(), job);
            }
        }
    }
}
