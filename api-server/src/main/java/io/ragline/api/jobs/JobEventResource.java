package io.ragline.api.jobs;

import io.lettuce.core.RedisException;
import io.ragline.api.access.JobAccess;
import io.ragline.api.access.Roles;
import io.ragline.catalog.JobEntity;
import io.ragline.job.JobEvent;
import io.ragline.job.JobEvents;
import io.ragline.job.RedisConfig;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Tells what happens to a job while it happens. */
@Path("/api/v1/jobs/{id}/events")
@Tag(name = "Jobs")
public class JobEventResource {
    private static final Logger LOG = Logger.getLogger(JobEventResource.class);
    /** Behind the end of a job there are at most a few late words of a run that was cancelled. */
    private static final int STRAGGLERS = 100;

    private final JobAccess jobs;
    private final JobEvents events;
    private final JobEventStreams streams;
    private final RedisConfig config;

    JobEventResource(JobAccess jobs, JobEvents events, JobEventStreams streams, RedisConfig config) {
        this.jobs = jobs;
        this.events = events;
        this.streams = streams;
        this.config = config;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            summary = "What happens to a job, as server-sent events",
            description =
                    "queued, started, progress, token (how an answer goes on), restart (the answer begins anew), put-off,"
                            + " result (what a question came to) and, last, end, whose data is the job. Begins with the job's first event or behind Last-Event-ID.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "204", description = "The job has ended and Last-Event-ID is its last event")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") UUID id,
            @Parameter(description = "Go on behind this event") @HeaderParam(LastEventId.HEADER) @Nullable
                    String lastEventId) {
        JobEntity job = jobs.toRead(id);
        LastEventId last = LastEventId.of(lastEventId);
        if (job.status.isFinal()) {
            checkStillKept(job);
            if (last.isEndOf(job) || isEnd(id, last.inStream())) {
                // any other answer than 204 would have an EventSource connect again and again
                throw new WebApplicationException(Response.noContent().build());
            }
        }
        return streams.of(id, last.inStream());
    }

    private void checkStillKept(JobEntity job) {
        Instant until = job.finishedAt == null ? Instant.MAX : job.finishedAt.plus(config.keepEvents());
        if (until.isBefore(Instant.now())) {
            throw new RaglineException(
                    ErrorCode.EVENTS_EXPIRED,
                    "The events of job %s were kept until %s. See GET %s for how it ended."
                            .formatted(job.id, until, JobLinks.of(job.id).self()));
        }
    }

    /** Whether that is the end of the job in its stream, not one after which it was retried. */
    private boolean isEnd(UUID jobId, @Nullable String eventId) {
        if (eventId == null) {
            return false;
        }
        try {
            List<JobEvent> rest = events.readFrom(jobId, eventId, STRAGGLERS);
            return !rest.isEmpty()
                    && rest.getFirst().id().equals(eventId)
                    && rest.getFirst().type() == JobEvent.Type.END
                    && rest.stream().skip(1).allMatch(JobEventStream::isStraggler);
        } catch (RedisException e) {
            LOG.debugf(e, "The events of job %s can't be read: Redis does not answer", jobId);
            return false;
        }
    }
}
