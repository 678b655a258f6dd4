package io.ragline.api.lanes;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.api.jobs.TestJobs;
import io.ragline.catalog.PausedLanes;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits and runs in each lane, and pausing them. */
@QuarkusTest
@WithTestResource(RealServices.class)
class LanesTest {
    @Inject
    TestJobs jobs;

    @Inject
    PausedLanes paused;

    @BeforeEach
    void awaitRedis() {
        jobs.awaitRedis();
    }

    @Test
    void lanes_tell_what_waits_and_runs() {
        jobs.queued();
        jobs.recorded(job -> job.status = JobStatus.RUNNING);

        get("/api/v1/lanes")
                .then()
                .statusCode(200)
                .body("lanes.lane", contains("query", "ingest", "maintenance"))
                .body("lanes[0].waiting", greaterThanOrEqualTo(1))
                .body("lanes[0].oldestWaitSeconds", greaterThanOrEqualTo(0))
                .body("lanes[0].running", greaterThanOrEqualTo(1))
                .body("lanes[2].waiting", equalTo(0))
                .body("lanes[2].running", equalTo(0))
                .body("lanes[2]", not(hasKey("oldestWaitSeconds")));
    }

    @Test
    void a_lane_is_paused_and_resumed() {
        post("/api/v1/lanes/maintenance/pause").then().statusCode(200).body("paused", equalTo(true));
        post("/api/v1/lanes/maintenance/pause").then().statusCode(200).body("paused", equalTo(true));
        assertThat(paused.all()).containsExactly(Lane.MAINTENANCE);
        get("/api/v1/lanes/query").then().body("paused", equalTo(false));

        post("/api/v1/lanes/maintenance/resume").then().statusCode(200).body("paused", equalTo(false));

        get("/api/v1/lanes/maintenance")
                .then()
                .body("lane", equalTo("maintenance"))
                .body("paused", equalTo(false));
    }

    @Test
    void an_unknown_lane_is_not_found() {
        for (String path : new String[] {"/api/v1/lanes/fast", "/api/v1/lanes/QUERY"}) {
            get(path).then().statusCode(404).body("code", equalTo("LANE_NOT_FOUND"));
        }
        post("/api/v1/lanes/fast/pause").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void a_lane_is_paused_while_redis_is_away() {
        RealServices.withoutRedis(() -> {
            post("/api/v1/lanes/maintenance/pause")
                    .then()
                    .statusCode(200)
                    .body("paused", equalTo(true))
                    .body("$", not(hasKey("waiting")));
            post("/api/v1/lanes/maintenance/resume").then().statusCode(200);
        });
    }
}
