package io.ragline.api.pages;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.blob.JsonLines;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.KeptExtraction;
import io.ragline.catalog.VersionRepository;
import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import io.ragline.testing.RealServices;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was read of a page, on a real Redis and a real PostgreSQL; the test reads in place of a worker. */
@QuarkusTest
@WithTestResource(RealServices.class)
class PageTextTest {
    private static final String TABLE =
            "<table><tr><th colspan=\"2\">Sales</th></tr><tr><td>7</td><td>8</td></tr></table>";

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    VersionRepository versions;

    @Inject
    BlobStore blobs;

    @Inject
    ObjectMapper json;

    private String read(Page... pages) throws IOException {
        JsonPath uploaded = given().multiPart(
                        "files",
                        UUID.randomUUID() + ".txt",
                        ("text " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8))
                .post("/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        String kept;
        try (JsonLines.Writing<Page> writing = JsonLines.write(blobs, json, Page.class)) {
            for (Page page : pages) {
                writing.add(page);
            }
            kept = writing.keep().sha256();
        }
        Attempt attempt = attempts.start(UUID.fromString(uploaded.getString("documents[0].jobId")), "test")
                .orElseThrow();
        versions.rememberExtraction(
                attempt,
                UUID.fromString(uploaded.getString("documents[0].versionId")),
                new KeptExtraction(kept, pages[pages.length - 1].number(), 100, "[]", "{}"));
        return "/api/v1/documents/" + uploaded.getString("documents[0].documentId") + "/pages/";
    }

    @Test
    void a_page_is_told_with_its_tables_and_places() throws IOException {
        TextLine cell = new TextLine(0, 10, new Box(70, 80, 100, 12));
        String pages = read(
                new Page(1, "i", 612, 792, List.of(TextBlock.heading(1, "Report"))),
                new Page(2, "ii", 612, 792, List.of(new TextBlock(TextBlock.Kind.TABLE, 0, TABLE, List.of(cell)))),
                new Page(3, null, 612, 792, List.of()));

        given().get(pages + 2)
                .then()
                .statusCode(200)
                .body("pageLabel", equalTo("ii"))
                .body("width", equalTo(612f))
                .body("blocks.kind", contains("table"))
                .body("blocks[0].text", equalTo(TABLE))
                .body("blocks[0].boxes[0].y", equalTo(80f));
        given().get(pages + 3).then().statusCode(200).body("blocks", hasSize(0));
        given().get(pages + 4).then().statusCode(404).body("code", equalTo("PAGE_NOT_FOUND"));
        given().get(pages + 0).then().statusCode(404).body("code", equalTo("PAGE_NOT_FOUND"));
    }

    @Test
    void a_long_page_comes_in_parts() throws IOException {
        String pages = read(
                new Page(1, null, 0, 0, List.of(TextBlock.paragraph("one"), TextBlock.paragraph("two"))),
                new Page(1, null, 0, 0, List.of(TextBlock.paragraph("three"))));

        given().queryParam("limit", 2)
                .get(pages + 1)
                .then()
                .statusCode(200)
                .body("blocks.text", contains("one", "two"))
                .body("nextCursor", equalTo("2"));
        given().queryParam("limit", 2)
                .queryParam("cursor", "2")
                .get(pages + 1)
                .then()
                .statusCode(200)
                .body("blocks.text", contains("three"))
                .body("nextCursor", nullValue());
        given().queryParam("cursor", "x")
                .get(pages + 1)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("cursor"));
    }
}
