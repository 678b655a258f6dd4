package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an answer to the page that it cites, through all four processes: the quote is marked on the picture. */
class PageImageIT {
    private static final String FIRST = "The Orbis 400 is a coffee machine for small offices.";
    private static final String QUOTE = "Descale the machine every 90 days with citric acid.";
    private static final List<String> MANUAL = List.of(
            FIRST + " It weighs 14 kilograms and brews up to 40 cups an hour.",
            "The water tank holds 3.5 litres. Fill it with cold tap water only. " + QUOTE
                    + " Scale that is left longer damages the pump for good.");

    /** In points: where the lines of {@link TestPdf} are. */
    private static final int MARGIN = 72;

    private static final int DPI = 144;

    @TempDir
    static Path folder;

    private static Stack stack;
    private static String document;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(folder.resolve("home"));
        stack.up();
        Path manual = TestPdf.write(folder.resolve("manual.pdf"), MANUAL);
        Stack.Outcome ingest = stack.run("ingest", manual.toString());
        assertThat(ingest.exitCode()).as(ingest.output()).isZero();
        document = stack.get("/api/v1/collections/default/documents")
                .get("documents")
                .get(0)
                .get("documentId")
                .asText();
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    private static RequestSpecification asking() {
        return asking(DPI, 30);
    }

    private static RequestSpecification asking(int dpi, int wait) {
        return RestAssured.given().baseUri(stack.api()).queryParam("dpi", dpi).queryParam("wait", wait);
    }

    private static Response image(int page, RequestSpecification request) {
        return request.get("/api/v1/documents/" + document + "/pages/" + page + "/image");
    }

    private static BufferedImage picture(Response response) throws IOException {
        assertThat(response.statusCode())
                .as(() -> response.asString() + stack.workerLog())
                .isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.asByteArray()));
    }

    @Test
    void the_quote_that_an_answer_cites_is_marked_on_its_page() throws Exception {
        JsonNode citation = stack.ask("{\"question\":\"How often must the machine be descaled?\"}")
                .at("/result/citations/0");
        assertThat(citation.path("quote").asText()).isEqualTo(QUOTE);
        int page = citation.get("page").asInt();
        assertThat(page).isEqualTo(2);

        BufferedImage plain = picture(image(page, asking()));
        Response response = image(page, asking().queryParam("highlight", QUOTE));
        BufferedImage marked = picture(response);

        assertThat(response.contentType()).isEqualTo("image/png");
        assertThat(marked.getWidth()).isEqualTo(595 * DPI / 72);
        assertThat(yellow(plain)).isZero();
        assertThat(yellow(marked)).isGreaterThan(5_000);
        int changedElsewhere = 0;
        int inkOnYellow = 0;
        for (int y = 0; y < plain.getHeight(); y++) {
            boolean lines = y > 60 * DPI / 72 && y < 120 * DPI / 72;
            for (int x = 0; x < plain.getWidth(); x++) {
                boolean changed = plain.getRGB(x, y) != marked.getRGB(x, y);
                if (changed && !(lines && x >= (MARGIN - 2) * DPI / 72)) {
                    changedElsewhere++;
                }
                if (isDark(plain, x, y)) {
                    assertThat(isDark(marked, x, y)).as("text stays dark").isTrue();
                    inkOnYellow += changed || nextToYellow(marked, x, y) ? 1 : 0;
                }
            }
        }
        assertThat(changedElsewhere).isZero();
        assertThat(inkOnYellow).isGreaterThan(1_000);
        for (int x = MARGIN; x < MARGIN + 150; x++) {
            assertThat(isYellowAt(marked, x, MARGIN - 4))
                    .as("the sentence before")
                    .isFalse();
        }
        assertThat(isYellowAt(marked, MARGIN + 1, MARGIN + 14))
                .as("the second line")
                .isTrue();
    }

    @Test
    void a_place_is_marked_to_the_pixel_and_served_at_once_the_second_time() throws Exception {
        Response first = image(1, asking().queryParam("highlight", "100,200,50,10"));
        BufferedImage marked = picture(first);

        assertThat(yellow(marked)).isEqualTo(100 * 20);
        assertThat(isYellowAt(marked, 100, 200)).isTrue();
        assertThat(isYellowAt(marked, 149, 209)).isTrue();
        assertThat(isYellowAt(marked, 99, 200)).isFalse();
        assertThat(isYellowAt(marked, 100, 210)).isFalse();
        Response second = image(1, asking(DPI, 0).queryParam("highlight", "100,200,50,10"));
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        image(1, asking().queryParam("highlight", "100,200,50,10").header("If-None-Match", first.header("ETag")))
                .then()
                .statusCode(304);
    }

    @Test
    void the_plain_page_is_drawn_once_for_all_marks() throws Exception {
        for (String mark : List.of("10,10,10,10", "20,20,10,10", FIRST)) {
            picture(image(1, asking(90, 30).queryParam("highlight", mark)));
        }
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    select count(*), count(*) filter (where highlight = ''), count(distinct sha256)
                    from page_image where dpi = 90""");
            row.next();
            assertThat(row.getInt(1)).isEqualTo(4);
            assertThat(row.getInt(2)).isEqualTo(1);
            assertThat(row.getInt(3)).isEqualTo(4);
        }
    }

    @Test
    void what_does_not_stand_on_the_page_is_not_found() {
        image(1, asking().queryParam("highlight", "The moon is made of cheese."))
                .then()
                .statusCode(404)
                .body("code", equalTo("QUOTE_NOT_FOUND"))
                .body("detail", containsString("The moon is made of cheese."));
        image(3, asking()).then().statusCode(404).body("code", equalTo("PAGE_NOT_FOUND"));
    }

    @Test
    void a_pdf_with_a_password_says_why_its_pages_can_t_be_shown() throws Exception {
        Path locked = TestPdf.writeEncrypted(folder.resolve("locked.pdf"), MANUAL);
        String id = RestAssured.given()
                .multiPart("files", locked.toFile())
                .post(stack.api() + "/upload/default")
                .then()
                .statusCode(202)
                .extract()
                .path("documents[0].documentId");
        asking().get("/api/v1/documents/" + id + "/pages/1/image")
                .then()
                .statusCode(409)
                .body("code", equalTo("PAGE_IMAGE_UNAVAILABLE"))
                .body("detail", containsString("password"));
    }

    private static int yellow(BufferedImage image) {
        int yellow = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                yellow += isYellow(image, x, y) ? 1 : 0;
            }
        }
        return yellow;
    }

    private static boolean nextToYellow(BufferedImage image, int x, int y) {
        return isYellow(image, Math.max(0, x - 3), y) || isYellow(image, Math.min(image.getWidth() - 1, x + 3), y);
    }

    /** At a point of the page. */
    private static boolean isYellowAt(BufferedImage image, int x, int y) {
        return isYellow(image, x * DPI / 72, y * DPI / 72);
    }

    private static boolean isYellow(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getRed() > 200 && color.getGreen() > 180 && color.getBlue() < 120;
    }

    private static boolean isDark(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getRed() < 100 && color.getGreen() < 100 && color.getBlue() < 100;
    }
}
