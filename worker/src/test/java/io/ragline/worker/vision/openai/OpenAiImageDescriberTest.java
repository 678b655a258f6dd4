package io.ragline.worker.vision.openai;

import static io.ragline.worker.vision.openai.ChatCompletionsDouble.body;
import static io.ragline.worker.vision.openai.ChatCompletionsDouble.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.TextBlock;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import io.ragline.worker.vision.DescribingExtractor;
import io.ragline.worker.vision.GuardedDescriber;
import io.ragline.worker.vision.NotDescribedException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real HTTP to a double of a server of models. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(90)
class OpenAiImageDescriberTest {
    private static final String KEY = "sk-never-to-be-seen";

    @TempDir
    Path folder;

    private ChatCompletionsDouble server;
    private GuardedDescriber describer;

    @BeforeEach
    void start() throws IOException {
        server = new ChatCompletionsDouble();
        describer = describer(Duration.ofSeconds(20));
    }

    private GuardedDescriber describer(Duration time) {
        return new GuardedDescriber(
                new OpenAiImageDescriber(server.baseUrl(), KEY, "eyes-1", time, Clock.systemUTC()), time, 2);
    }

    @AfterEach
    void stop() {
        describer.close();
        server.close();
    }

    @Test
    void the_model_gets_the_prompt_and_the_very_picture() throws IOException {
        server.answer(says("  <think>Let me see.</think>\nA blue square\n\non white.  "));

        String description = describer.describe(png(Color.BLUE));

        assertThat(description).isEqualTo("A blue square on white.");
        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.authorization()).isEqualTo("Bearer " + KEY);
            assertThat(request.model()).isEqualTo("eyes-1");
            assertThat(request.prompt()).contains("Describe this image").contains("exactly");
            assertThat(request.imageUrl()).startsWith("data:image/png;base64,");
            assertThat(request.image().getWidth()).isEqualTo(40);
            assertThat(new Color(request.image().getRGB(20, 10))).isEqualTo(Color.BLUE);
        });
    }

    @Test
    void a_server_that_asks_for_patience_is_asked_again_when_it_said() throws IOException {
        // refuses whoever comes before the time, as such servers do; tries without regard for it would be used up
        AtomicLong open = new AtomicLong();
        server.answerAlways(exchange -> {
            if (open.compareAndSet(0, System.nanoTime() + Duration.ofSeconds(3).toNanos())
                    || System.nanoTime() < open.get()) {
                body(429, "{}", "Retry-After", "3").to(exchange);
            } else {
                says("A late answer").to(exchange);
            }
        });

        assertThat(describer.describe(png(Color.RED))).isEqualTo("A late answer");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whoever_asks_for_too_much_patience_is_not_asked_again() throws IOException {
        server.answerAlways(body(429, "{}", "Retry-After", "3600"));

        assertNotDescribed("HTTP status 429");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_server_in_trouble_is_asked_again() throws IOException {
        server.answer(body(500, "{}"), body(503, "not json"), says("At last"));

        assertThat(describer.describe(png(Color.RED))).isEqualTo("At last");
    }

    @Test
    void a_refusal_that_will_not_pass_is_not_tried_again_and_shows_no_key() throws IOException {
        server.answerAlways(body(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}"));

        assertThatThrownBy(() -> describer.describe(png(Color.RED)))
                .isInstanceOfSatisfying(NotDescribedException.class, e -> {
                    assertThat(e).hasMessageContaining("401");
                    assertThat(e.getMessage()).doesNotContain(KEY);
                });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_server_that_hangs_is_given_up() throws IOException {
        describer.close();
        describer = describer(Duration.ofMillis(300));
        CountDownLatch released = new CountDownLatch(1);
        server.answerAlways(exchange -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        try {
            assertThatThrownBy(() -> describer.describe(png(Color.RED))).isInstanceOf(NotDescribedException.class);
        } finally {
            released.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome</html>",
                "{}",
                "[]",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":{}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"  \\n \"}}]}",
                "{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}",
                "{\"choices\":"
            })
    void junk_is_no_description(String junk) {
        server.answerAlways(body(200, junk));

        assertThatThrownBy(() -> describer.describe(png(Color.RED))).isInstanceOf(NotDescribedException.class);
    }

    @Test
    void a_server_that_fails_time_and_again_is_left_alone() throws IOException {
        server.answerAlways(body(500, "{}"));
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> describer.describe(png(Color.RED))).isInstanceOf(NotDescribedException.class);
        }
        int asked = server.requests().size();

        assertNotDescribed("left alone");

        assertThat(server.requests()).hasSize(asked);
    }

    @Test
    void nobody_there_is_no_description() {
        server.close();

        assertNotDescribed("can't be reached");
    }

    @Test
    void a_figure_goes_from_the_page_to_the_model_and_its_description_comes_back() throws IOException {
        server.answerAlways(says("A plain green field"));
        Path file = folder.resolve("figure.pdf");
        BufferedImage figure = figure(Color.GREEN);
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> {
                        pen.lines(70, 100, "Words of a page of text that stand above a picture of some size.");
                        pen.content()
                                .drawImage(LosslessFactory.createFromImage(pdf.document(), figure), 100, 300, 200, 200);
                    })
                    .save(file);
        }
        RecordingSink read = new RecordingSink();
        ExtractionLimits limits =
                new ExtractionLimits(128, Duration.ofSeconds(60), Duration.ofSeconds(30), 100, 16 << 20);
        try (ExtractionPool pool = new ExtractionPool(limits, PoolSize.ofMax(1))) {
            new DescribingExtractor(new ChildExtractor(pool), describer, 10)
                    .extract(Source.of(file, "application/pdf"), read);
        }

        assertThat(read.blocks())
                .filteredOn(block -> block.kind() == TextBlock.Kind.IMAGE)
                .extracting(TextBlock::text)
                .containsExactly("A plain green field");
        assertThat(read.warnings()).isEmpty();
        BufferedImage sent = server.requests().getFirst().image();
        assertThat(new Color(sent.getRGB(sent.getWidth() / 4, sent.getHeight() / 2)))
                .isEqualTo(Color.GREEN);
        assertThat(new Color(sent.getRGB(sent.getWidth() * 3 / 4, sent.getHeight() / 2)))
                .isEqualTo(Color.WHITE);
    }

    @Test
    void no_trace_of_a_failure_shows_the_key() throws IOException {
        server.answerAlways(body(500, "{}"));

        assertThatThrownBy(() -> describer.describe(png(Color.RED))).satisfies(e -> {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(KEY);
        });
    }

    private void assertNotDescribed(String why) {
        assertThatThrownBy(() -> describer.describe(png(Color.RED)))
                .isInstanceOf(NotDescribedException.class)
                .hasMessageContaining(why);
    }

    /** Its left half coloured, its right half white. */
    private static BufferedImage figure(Color left) {
        BufferedImage image = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 80; x++) {
            for (int y = 0; y < 80; y++) {
                image.setRGB(x, y, x < 40 ? left.getRGB() : Color.WHITE.getRGB());
            }
        }
        return image;
    }

    private static byte[] png(Color color) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(figure(color).getSubimage(0, 0, 40, 20), "png", png);
        return png.toByteArray();
    }
}
