package io.ragline.api.jobs;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The filter of a list of jobs, as the query string says it. */
public class JobQuery {
    @QueryParam("status")
    @Parameter(description = "queued, running, succeeded, failed, cancelled, rejected; repeated or separated by commas")
    @Nullable
    List<String> status;

    @QueryParam("lane")
    @Parameter(description = "query, ingest or maintenance")
    @Nullable
    String lane;

    @QueryParam("kind")
    @Parameter(description = "ingest-document, answer-query, render-page or deliver-webhook")
    @Nullable
    String kind;

    @QueryParam("collection")
    @Parameter(description = "Name of a collection that the job asks or changes")
    @Nullable
    String collection;

    @QueryParam("batchId")
    @Parameter(description = "The upload that brought it")
    @Nullable
    String batchId;

    @QueryParam("code")
    @Parameter(description = "The error code that it failed with")
    @Nullable
    String code;

    @QueryParam("quarantined")
    @Parameter(description = "true: those that failed because their workers died too often")
    @Nullable
    String quarantined;

    @QueryParam("since")
    @Parameter(description = "Accepted at or after, such as 2030-01-31T18:00:00Z")
    @Nullable
    String since;

    @QueryParam("until")
    @Parameter(description = "Accepted before")
    @Nullable
    String until;

    JobSelection selection() {
        Boolean poisoned = quarantined == null ? null : quarantined.equals("true");
        return new JobSelection(status, lane, kind, collection, batchId, code, poisoned, since, until);
    }
}
