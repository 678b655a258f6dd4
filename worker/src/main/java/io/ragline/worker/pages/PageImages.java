package io.ragline.worker.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.ragline.blob.BlobStore;
import io.ragline.blob.StoredBlob;
import io.ragline.catalog.BlobReferences;
import io.ragline.catalog.DocumentVersionEntity;
import io.ragline.catalog.PageImageRepository;
import io.ragline.catalog.VersionRepository;
import io.ragline.job.RenderPage;
import io.ragline.job.RenderPageHandler;
import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageView;
import io.ragline.model.RaglineException;
import io.ragline.model.Stage;
import io.ragline.worker.extract.PageImageConfig;
import io.ragline.worker.extract.PageRenderer;
import io.ragline.worker.extract.Source;
import io.ragline.worker.ingest.KeptPages;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import io.ragline.worker.lane.RetryTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens when somebody wants to see a page: find what is to be marked, draw the page unless that was done before, mark
 * it, and keep the picture.
 */
@ApplicationScoped
class PageImages implements RenderPageHandler {
    /** A person waits: what does not work at once is tried once more and then given up. */
    private static final RetryTimes TIMES = new RetryTimes(2, Duration.ofSeconds(1), 2, Duration.ofSeconds(5));

    private final JobRuns runs;
    private final VersionRepository versions;
    private final PageImageRepository images;
    private final KeptPages pages;
    private final Pictures pictures;
    private final BlobStore blobs;
    private final BlobReferences references;
    private final ObjectMapper json;
    private final PageImageConfig config;

    PageImages(
            JobRuns runs,
            VersionRepository versions,
            PageImageRepository images,
            PageRenderer renderer,
            BlobStore blobs,
            BlobReferences references,
            ObjectMapper json,
            PageImageConfig config) {
        this.runs = runs;
        this.versions = versions;
        this.images = images;
        this.pages = new KeptPages(blobs, json);
        this.pictures = new Pictures(renderer, blobs);
        this.blobs = blobs;
        this.references = references;
        this.json = json;
        this.config = config;
    }

    @Override
    public void handle(RenderPage request) throws Exception {
        runs.run(request.jobId(), TIMES, this::draw);
    }

    private void draw(JobRun run) throws IOException {
        PageView view = json.readValue(run.job().request, PageView.class);
        run.enter(Stage.RENDER);
        DocumentVersionEntity version = versions.findVersion(view.versionId())
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.DOCUMENT_NOT_FOUND, "There is no version %s any more.".formatted(view.versionId())));
        List<Box> marks = marks(version, view);
        StoredBlob plain = plain(version, view, run);
        StoredBlob picture = marks.isEmpty() ? plain : pictures.mark(plain, view.dpi(), marks, run::check);
        run.check();
        images.save(run.attempt(), view, version.sha256, picture);
    }

    /** First, since a quote that isn't there needs no picture. */
    private List<Box> marks(DocumentVersionEntity version, PageView view) throws IOException {
        List<Box> marks = new ArrayList<>(view.highlight().boxes());
        if (!view.highlight().quotes().isEmpty()) {
            QuoteFinder finder = new QuoteFinder(page(version, view.page()));
            view.highlight().quotes().forEach(quote -> marks.addAll(finder.find(quote)));
        }
        return marks;
    }

    private Page page(DocumentVersionEntity version, int number) throws IOException {
        if (version.extractionSha256 == null) {
            throw new RaglineException(
                    ErrorCode.PAGE_IMAGE_UNAVAILABLE,
                    "The document has not been read, so no quote can be found in it. Ask again when its job has"
                            + " succeeded, or give the places as boxes.");
        }
        return pages.find(version.extractionSha256, number)
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.PAGE_NOT_FOUND, "There is no page %,d in the document.".formatted(number)));
    }

    private StoredBlob plain(DocumentVersionEntity version, PageView view, JobRun run) throws IOException {
        return pictures.once(version.tenantId + " " + version.sha256, view.page(), view.dpi(), run::check, () -> {
            StoredBlob known = images.plain(version.tenantId, version.sha256, view.page(), view.dpi())
                    .filter(picture -> blobs.has(picture.sha256()))
                    .orElse(null);
            if (known != null) {
                return known;
            }
            Source source = Source.of(blobs.file(version.sha256), version.mediaType);
            StoredBlob drawn = pictures.draw(source, view.page(), view.dpi(), run::check);
            images.keep(view.plain(), version.sha256, drawn);
            return drawn;
        });
    }

    @Scheduled(every = "1h", delayed = "5m")
    void forgetUnused() {
        images.forgetUnused(Instant.now().minus(config.keep())).forEach(references::removeUnlessNeeded);
    }
}
