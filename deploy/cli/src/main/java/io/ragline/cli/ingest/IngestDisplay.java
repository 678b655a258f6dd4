package io.ragline.cli.ingest;

import io.ragline.cli.http.Job;
import java.nio.file.Path;

/** Shows how files get on, each from its upload to its outcome. */
interface IngestDisplay extends AutoCloseable {

    void uploading(Path file);

    void working(Path file, Job job);

    void finished(FileOutcome outcome);

    @Override
    void close();
}
