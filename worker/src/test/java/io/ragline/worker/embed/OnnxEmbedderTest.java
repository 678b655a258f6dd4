package io.ragline.worker.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ragline.worker.chunk.TokenCounter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderTest {
    private static final String TEXT = "The pump is primed with water before the first start.";

    @TempDir
    static Path folder;

    private static OnnxEmbedder embedder;

    @BeforeAll
    static void load() {
        embedder = new OnnxEmbedder(OnnxModel.BGE_SMALL_EN, folder, 2);
    }

    @AfterAll
    static void unload() {
        embedder.close();
    }

    @Test
    void a_vector_has_384_dimensions_and_length_1() {
        float[] vector = passage(TEXT);

        assertThat(vector).hasSize(embedder.dimensions()).hasSize(384);
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
    }

    /** The similarities that the model's page at Hugging Face shows for these sentences, by the unquantised model. */
    @Test
    void the_other_model_pools_and_tokenizes_as_its_makers_do() {
        try (OnnxEmbedder miniLm = new OnnxEmbedder(OnnxModel.ALL_MINILM_L6, folder, 2)) {
            float[] person = miniLm.embedQuery("That is a happy person");
            List<float[]> others = miniLm.embedPassages(
                    List.of("That is a happy dog", "That is a very happy person", "Today is a sunny day"));

            assertThat(dot(person, others.get(0))).isCloseTo(0.695, within(0.05));
            assertThat(dot(person, others.get(1))).isCloseTo(0.943, within(0.05));
            assertThat(dot(person, others.get(2))).isCloseTo(0.257, within(0.05));
        }
    }

    @Test
    void the_same_text_has_the_same_vector() {
        assertThat(passage(TEXT)).isEqualTo(passage(TEXT));
    }

    @Test
    void a_question_is_nearer_to_its_answer_than_to_another_text() {
        float[] question = embedder.embedQuery("How do I start the pump for the first time?");

        double answer = dot(question, passage(TEXT));

        assertThat(answer).isGreaterThan(0.7);
        assertThat(answer).isGreaterThan(dot(question, passage("The parliament met in spring.")) + 0.2);
    }

    @Test
    void a_question_carries_the_instruction_that_a_passage_does_not() {
        float[] asked = embedder.embedQuery(TEXT);

        assertThat(asked).isNotEqualTo(passage(TEXT));
        assertThat(asked).isEqualTo(passage("Represent this sentence for searching relevant passages: " + TEXT));
    }

    @Test
    void a_batch_gives_what_its_texts_give_alone_in_their_order() {
        List<String> texts = IntStream.range(0, 9)
                .mapToObj(i -> "text " + i + " x".repeat(i * 7))
                .toList();

        List<float[]> batch = embedder.embedPassages(texts);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(batch.get(i)).isEqualTo(passage(texts.get(i)));
        }
    }

    @Test
    void many_threads_get_the_right_vectors() throws Exception {
        List<String> texts = IntStream.range(0, 8).mapToObj(i -> "number " + i).toList();
        List<float[]> expected = embedder.embedPassages(texts);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<float[]>>> futures =
                    threads.invokeAll(Collections.nCopies(16, () -> embedder.embedPassages(texts)));

            for (Future<List<float[]>> future : futures) {
                for (int i = 0; i < texts.size(); i++) {
                    assertThat(future.get().get(i)).isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void a_text_beyond_512_tokens_is_cut_off() {
        String long512 = "word ".repeat(510);

        assertThat(passage(long512 + "ending")).isEqualTo(passage(long512));
        assertThat(passage("word ".repeat(400))).isNotEqualTo(passage(long512));
    }

    @Test
    void very_long_texts_and_odd_ones_have_vectors() {
        List<String> odd = List.of("", " ", "x".repeat(1_000_000), "\u0000\uFFFF", "🙂🙃", "\uD83D", "今日は", "a\n\n\nb");

        assertThat(embedder.embedPassages(odd))
                .allSatisfy(vector -> assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6)));
    }

    @Test
    void no_texts_have_no_vectors() {
        assertThat(embedder.embedPassages(List.of())).isEmpty();
    }

    @Test
    void tokens_are_counted_without_the_frame_and_without_limit() {
        TokenCounter counter = embedder.tokenCounter();

        assertThat(counter.count("")).isZero();
        assertThat(counter.count("hello world")).isEqualTo(2);
        assertThat(counter.count("unaffable")).isEqualTo(3);
        assertThat(counter.count("word ".repeat(2_000))).isEqualTo(2_000);
    }

    @Test
    void sentences_count_as_much_apart_as_together() {
        TokenCounter counter = embedder.tokenCounter();
        String one = "Dr. Müller's 3.5-litre pump (no. 4) wasn't primed!";
        String two = "It ran dry, i.e. without water…";

        assertThat(counter.count(one + " " + two)).isEqualTo(counter.count(one) + counter.count(two));
    }

    @Test
    void an_interrupted_caller_stops_waiting_and_stays_interrupted() {
        List<String> many = new ArrayList<>(Collections.nCopies(50, TEXT.repeat(20)));

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> embedder.embedPassages(many)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(passage(TEXT)).hasSize(384);
    }

    private static float[] passage(String text) {
        return embedder.embedPassages(List.of(text)).getFirst();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }
}
