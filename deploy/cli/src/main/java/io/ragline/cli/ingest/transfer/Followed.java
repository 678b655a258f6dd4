package io.ragline.cli.ingest.transfer;

import io.ragline.cli.http.Job;
import io.ragline.cli.http.JobError;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.FileOutcome;
import io.ragline.cli.ingest.progress.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.FileOutcome.Indexed;
import io.ragline.cli.ingest.progress.RunningFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file that the server has accepted, until its job has ended; an archive, until those of all its members have. */
final class Followed {

    private final FoundFile file;
    private final String documentId;
    private final boolean wasThere;
    private final int members;
    private final Map<String, String> open = new HashMap<>();
    private final List<Failed> failed;

    /**
     * @param wasThere whether an earlier upload brought it
     * @param members by job, what each is called
     * @param failed members that were not accepted
     */
    Followed(FoundFile file, String documentId, boolean wasThere, Map<String, String> members, List<Failed> failed) {
        this.file = file;
        this.documentId = documentId;
        this.wasThere = wasThere;
        this.members = members.size() + failed.size();
        this.open.putAll(members);
        this.failed = new ArrayList<>(failed);
    }

    FoundFile file() {
        return file;
    }

    /** A job of it has ended, with an error or without. */
    void end(Job job) {
        String name = open.remove(job.jobId());
        JobError error = job.error();
        if (name != null && error != null) {
            failed.add(new Failed(
                    name,
                    Objects.requireNonNullElse(error.code(), "UNKNOWN"),
                    Objects.requireNonNullElse(error.detail(), "The server gave no reason."),
                    Objects.requireNonNullElse(error.advice(), "")));
        }
    }

    boolean isAtEnd() {
        return open.isEmpty();
    }

    FileOutcome outcome() {
        if (failed.isEmpty()) {
            return wasThere ? new AlreadyThere(file, documentId) : new Indexed(file, documentId);
        }
        Failed first = failed.getFirst();
        String which = members == 1
                ? ""
                : "%d of the %d files in it failed. The first, %s: ".formatted(failed.size(), members, first.name());
        return new Failed(file.id(), first.code(), which + first.detail(), first.advice());
    }

    /** How far it is while that job of it runs. */
    RunningFile line(Job job) {
        Job.Progress progress = job.progress();
        int percent = progress == null ? 0 : Math.clamp(progress.percent(), 0, 100);
        String stage = progress == null ? "starting" : Objects.requireNonNullElse(progress.stage(), "running");
        if (members > 1) {
            int ended = members - open.size();
            return new RunningFile(file.id(), stage, (100 * ended + percent) / members, ended, members);
        }
        return progress == null
                ? new RunningFile(file.id(), stage, 0, 0, 0)
                : new RunningFile(file.id(), stage, percent, progress.done(), progress.total());
    }
}
