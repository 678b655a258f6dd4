package io.ragline.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobsInReach;
import io.ragline.catalog.MemberAccess;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far jobs are. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobResource {
    private static final String LIMIT = "limit is 1 to 500.";

    private final JobsInReach jobs;
    private final JobFilters filters;
    private final JobViews views;
    private final Caller caller;

    JobResource(JobsInReach jobs, JobFilters filters, JobViews views, Caller caller) {
        this.jobs = jobs;
        this.filters = filters;
        this.views = views;
        this.caller = caller;
    }

    /**
     * Jobs, first those accepted last.
     *
     * @param nextCursor goes into the request for the next page; absent on the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobList(List<JobView> jobs, @Nullable String nextCursor) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Jobs, first those accepted last")
    public JobList list(
            @BeanParam JobQuery query,
            @QueryParam("limit") @DefaultValue("50") @Min(value = 1, message = LIMIT) @Max(value = 500, message = LIMIT)
                    int limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        List<JobEntity> found = jobs.list(
                caller.reach(), MemberAccess.READ, filters.of(query.selection()), PageCursor.read(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<JobEntity> page = more ? found.subList(0, limit) : found;
        return new JobList(page.stream().map(views::of).toList(), more ? PageCursor.behind(page.getLast().id) : null);
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("/{id}")
    @Operation(
            summary = "One job: where it stands, how far it is, what it took, why it failed",
            description = "Also at /job-status/{id}.")
    public JobDetail job(@PathParam("id") UUID id) {
        return views.detail(jobs.one(caller.reach(), id));
    }
}
