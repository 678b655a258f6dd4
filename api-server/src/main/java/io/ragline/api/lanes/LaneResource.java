package io.ragline.api.lanes;

import io.ragline.api.access.Roles;
import io.ragline.catalog.PausedLanes;
import io.ragline.model.ErrorCode;
import io.ragline.model.Lane;
import io.ragline.model.RaglineException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the lanes of the queue, pauses and resumes them. */
@Path("/api/v1/lanes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Lanes")
public class LaneResource {
    private final LaneViews views;
    private final PausedLanes paused;

    LaneResource(LaneViews views, PausedLanes paused) {
        this.views = views;
        this.paused = paused;
    }

    /** All lanes. */
    public record LaneList(List<LaneView> lanes) {}

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "All lanes: what waits and runs in each")
    public LaneList all() {
        return new LaneList(views.of(Lane.values()));
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{lane}")
    @Operation(summary = "One lane")
    public LaneView one(@PathParam("lane") String lane) {
        return views.of(named(lane));
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{lane}/pause")
    @Operation(
            summary = "Let a lane start no more jobs",
            description = "Workers notice within a second; jobs that run go on, and new ones are accepted.")
    public LaneView pause(@PathParam("lane") String name) {
        Lane lane = named(name);
        paused.pause(lane);
        return views.of(lane);
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Path("/{lane}/resume")
    @Operation(summary = "Let a paused lane go on")
    public LaneView resume(@PathParam("lane") String name) {
        Lane lane = named(name);
        paused.resume(lane);
        return views.of(lane);
    }

    private static Lane named(String name) {
        return Arrays.stream(Lane.values())
                .filter(lane -> lane.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.LANE_NOT_FOUND,
                        "There is no lane of that name; there are %s."
                                .formatted(Arrays.stream(Lane.values())
                                        .map(Lane::id)
                                        .collect(Collectors.joining(", ")))));
    }
}
