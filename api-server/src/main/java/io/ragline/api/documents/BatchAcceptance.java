package io.ragline.api.documents;

import io.ragline.api.access.Caller;
import io.ragline.api.documents.UploadView.AcceptedFile;
import io.ragline.api.http.Problem.RejectedFile;
import io.ragline.api.http.RejectedUploadException;
import io.ragline.api.jobs.BackPressure;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.BatchRepository;
import io.ragline.catalog.CollectionEntity;
import io.ragline.model.ErrorCode;
import io.ragline.model.Lane;
import io.ragline.model.RaglineException;
import io.ragline.model.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Accepts the files of an upload one by one, those in a ZIP like any other; what is wrong with one is no other's. */
@ApplicationScoped
class BatchAcceptance {
    private static final Logger LOG = Logger.getLogger(BatchAcceptance.class);

    private final DocumentAcceptance acceptance;
    private final BatchRepository batches;
    private final BackPressure backPressure;
    private final UploadConfig config;
    private final Caller caller;

    BatchAcceptance(
            DocumentAcceptance acceptance,
            BatchRepository batches,
            BackPressure backPressure,
            UploadConfig config,
            Caller caller) {
        this.acceptance = acceptance;
        this.batches = batches;
        this.backPressure = backPressure;
        this.config = config;
        this.caller = caller;
    }

    /**
     * Accepts files.
     *
     * @throws RejectedUploadException if none was
     */
    UploadView accept(UUID batchId, CollectionEntity collection, List<UploadedFile> files, Submission submission)
            throws IOException {
        backPressure.check(Lane.INGEST);
        Batch batch = new Batch(batchId, collection, submission);
        for (UploadedFile file : files) {
            batch.add(file);
        }
        return batch.end();
    }

    /** Adds to a batch. */
    @FunctionalInterface
    private interface Addition {
        void run() throws IOException;
    }

    private final class Batch {
        private final UUID id;
        private final CollectionEntity collection;
        private final Submission submission;
        private final List<AcceptedFile> accepted = new ArrayList<>();
        private final List<RejectedFile> rejected = new ArrayList<>();
        private @Nullable RaglineException first;
        private int duplicates;

        Batch(UUID id, CollectionEntity collection, Submission submission) {
            this.id = id;
            this.collection = collection;
            this.submission = submission;
        }

        void add(UploadedFile file) throws IOException {
            rejectingAs(file.filename(), () -> {
                if (Archive.isOne(file.content())) {
                    addMembers(file);
                } else {
                    add(file, file.filename());
                }
            });
        }

        private void addMembers(UploadedFile archive) throws IOException {
            new Archive(config, archive.content(), archive.filename()).forEach(new Archive.Members() {
                @Override
                public void accept(String path, Path content) throws IOException {
                    rejectingAs(path, () -> addMember(archive, path, content));
                }

                @Override
                public void reject(String path, RaglineException why) {
                    rejected.add(new RejectedFile(path, why.code(), why.detail()));
                }
            });
        }

        /** Files of the same name in two folders are two documents, so a path makes an id of the caller's. */
        private void addMember(UploadedFile archive, String path, Path content) throws IOException {
            boolean inFolder = path.indexOf('/') >= 0 || archive.externalId() != null;
            String prefix = archive.externalId() == null ? "" : archive.externalId() + "/";
            String externalId = inFolder ? UploadParts.externalId(prefix + path.replaceAll("\\p{Cntrl}", "")) : null;
            add(
                    new UploadedFile(
                            Filenames.clean(path), content, externalId, archive.metadata(), archive.password()),
                    path);
        }

        private void add(UploadedFile file, String shownAs) throws IOException {
            AcceptedUpload upload = acceptance.accept(collection, id, file, submission);
            duplicates += upload.duplicate() ? 1 : 0;
            accepted.add(new AcceptedFile(
                    upload.documentId(),
                    upload.versionId(),
                    upload.jobId(),
                    shownAs,
                    file.externalId(),
                    upload.duplicate() ? "duplicate" : "queued",
                    upload.otherName() == null ? null : detail(upload.otherName(), upload.documentId(), file)));
        }

        private static String detail(String otherName, UUID documentId, UploadedFile file) {
            String detail = "The collection has this content as '%s', which can now be found by this name, too."
                    .formatted(otherName);
            return file.metadata() == null
                    ? detail
                    : detail
                            + " The metadata given here was not taken over: PATCH /api/v1/documents/%s changes what it has."
                                    .formatted(documentId);
        }

        /** What is wrong with a file, or with the rest of a ZIP, is told of that one alone. */
        private void rejectingAs(String shownAs, Addition addition) throws IOException {
            try {
                addition.run();
            } catch (RaglineException e) {
                first = first == null && rejected.isEmpty() ? e : first;
                rejected.add(new RejectedFile(shownAs, e.code(), e.detail()));
            } catch (IOException | RuntimeException e) {
                if (accepted.isEmpty()) {
                    throw e;
                }
                // the receipts of those that were accepted must not get lost
                LOG.errorf(e, "%s could not be accepted", shownAs);
                rejected.add(new RejectedFile(
                        shownAs, ErrorCode.INTERNAL_ERROR, "It could not be accepted just now. Upload it again."));
            }
        }

        UploadView end() {
            if (accepted.isEmpty()) {
                RejectedFile first = rejected.getFirst();
                throw this.first == null
                        ? new RejectedUploadException(first.code(), first.detail(), rejected)
                        : new RejectedUploadException(this.first, rejected);
            }
            batches.record(caller.tenantId(), id, collection.id, duplicates, rejected.size());
            return new UploadView(id, accepted, rejected);
        }
    }
}
