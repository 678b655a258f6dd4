package io.ragline.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.bench.Bench;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class EvalCommandTest {
    @TempDir
    Path folder;

    @Test
    void it_measures_each_mode_on_a_judged_collection() throws IOException {
        writeCollection();

        List<String> lines =
                run("eval", folder.toString(), "--work", folder.resolve("work").toString());

        assertThat(lines.getFirst()).isEqualTo("documents 3, chunks 2, queries 2");
        assertThat(lines.subList(2, 5))
                .extracting(line -> line.split(" ")[0])
                .containsExactly("vector", "text", "hybrid");
        assertThat(lines.subList(2, 5))
                .allSatisfy(line -> assertThat(line).contains("nDCG@10 1.0000", "R@100 1.0000", "MRR@10 1.0000"));
    }

    @Test
    void a_sweep_compares_fusions_at_all_weights_and_draws_them() throws IOException {
        writeCollection();
        Path plot = folder.resolve("plot.svg");

        List<String> lines = run(
                "eval",
                folder.toString(),
                "--work",
                folder.resolve("work").toString(),
                "--sweep",
                "--plot",
                plot.toString());

        List<String> rows = lines.stream().filter(line -> line.startsWith("| ")).toList();
        assertThat(rows).hasSize(1 + 5 * 11).contains("| min-max, BM25 from 0 | 0.6 | 1.0000 | 1.0000 | 1.0000 |");
        assertThat(plot).content().startsWith("<svg ").contains("nDCG@10", "RRF, k = 60");
    }

    @Test
    void what_is_no_collection_or_asks_for_two_is_refused_with_the_reason() {
        StringWriter err = new StringWriter();
        CommandLine bench = new CommandLine(new Bench()).setErr(new PrintWriter(err));

        assertThat(bench.execute("eval", folder.toString())).isEqualTo(2);
        assertThat(bench.execute("eval", folder.toString(), "--own")).isEqualTo(2);
        assertThat(bench.execute("eval", "--plot", "x.svg")).isEqualTo(2);
        assertThat(bench.execute("eval", "--vector-weight", "1.5")).isEqualTo(2);
        assertThat(bench.execute("eval", "--index", "elastic")).isEqualTo(2);

        assertThat(err.toString())
                .contains(
                        folder + " holds no corpus.jsonl",
                        "--own measures the project's own collection",
                        "--plot draws what --sweep measures",
                        "--vector-weight is 0 to 1, not 1.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    qrels.tsv     | q1 d1 1                                | qrels.tsv, line 1: it has 1 columns
                    qrels.tsv     | q1\\t0\\td1\\t1                          | qrels.tsv, line 1: it has 4 columns
                    qrels.tsv     | a\\tb\\tc\\nq1\\td1\\tyes                   | qrels.tsv, line 2: the score 'yes' is no number
                    qrels.tsv     | q1\\td1\\t1\\nq1\\td1\\t2                    | qrels.tsv, line 2: document 'd1' is judged twice
                    qrels.tsv     | query-id\\tcorpus-id\\tscore            | qrels.tsv: for no query of queries.jsonl
                    qrels.tsv     | q1\\td1\\t0                             | qrels.tsv: for no query of queries.jsonl
                    qrels.tsv     | ``                                     | qrels.tsv: for no query of queries.jsonl
                    corpus.jsonl  | ``                                     | corpus.jsonl: no document with a text
                    corpus.jsonl  | {"_id": "d1", "text": ""}              | corpus.jsonl: no document with a text
                    corpus.jsonl  | {"_id": "d1"                           | corpus.jsonl, line 1: it is no JSON
                    corpus.jsonl  | \\n{"text": "Pumps."}                  | corpus.jsonl, line 2: a JSON object with an '_id'
                    corpus.jsonl  | {"_id": "1", "text": "a"}\\n{"_id": "1"} | corpus.jsonl, line 2: line 1 has the _id '1', too
                    corpus.jsonl  | {"_id": "1", "text": ["a"]}            | corpus.jsonl, line 1: 'text' is no text
                    queries.jsonl | []                                     | queries.jsonl, line 1: a JSON object with an '_id'
                    """)
    void a_collection_that_is_broken_is_refused_with_file_and_line(String file, String content, String complaint)
            throws IOException {
        writeCollection();
        write(file, content.replace("\\t", "\t").replace("\\n", "\n"));
        StringWriter err = new StringWriter();

        int exit = new CommandLine(new Bench()).setErr(new PrintWriter(err)).execute("eval", folder.toString());

        assertThat(err.toString()).startsWith(complaint).doesNotContain("\tat ");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void judgements_need_no_header_and_those_of_what_is_not_there_are_told() throws IOException {
        writeCollection();
        write("qrels.tsv", "q1\td1\t2\nq1\td9\t0\nq9\td1\t1\n");

        BeirData data = BeirData.read(folder);

        assertThat(data.queries()).extracting(BeirData.Query::id).containsExactly("q1");
        assertThat(data.gains(data.queries().getFirst())).containsEntry("d1", 2.0);
        assertThat(data.warning())
                .contains("qrels.tsv, line 2: there is no document 'd9'; 2 of 3 judgements are of what is not there.");
    }

    @Test
    void a_plot_that_cannot_be_written_is_refused_before_anything_is_measured() throws IOException {
        writeCollection();
        StringWriter err = new StringWriter();
        StringWriter out = new StringWriter();

        int exit = new CommandLine(new Bench())
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(out))
                .execute(
                        "eval",
                        folder.toString(),
                        "--sweep",
                        "--plot",
                        folder.resolve("no/plot.svg").toString());

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("no/plot.svg can't be written");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_qdrant_that_is_away_is_said_to_be() throws IOException {
        writeCollection();
        StringWriter err = new StringWriter();
        System.setProperty("ragline.qdrant.url", "http://127.0.0.1:1");
        System.setProperty("ragline.qdrant.timeout", "1s");
        try {
            int exit = new CommandLine(new Bench())
                    .setErr(new PrintWriter(err))
                    .execute("eval", folder.toString(), "--index", "qdrant");

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString())
                    .contains("Qdrant can't be reached", "ragline.qdrant.url")
                    .doesNotContain("\tat ");
        } finally {
            System.clearProperty("ragline.qdrant.url");
            System.clearProperty("ragline.qdrant.timeout");
        }
    }

    @Test
    void a_text_that_repeats_its_title_has_it_once() {
        var page = Corpus.page(new BeirData.Document("1", "a title .", "a title . and the text ."));

        assertThat(page.blocks()).extracting(block -> block.text()).containsExactly("a title .", "and the text .");
    }

    private void writeCollection() throws IOException {
        write("corpus.jsonl", """
                {"_id": "d1", "title": "Pumps", "text": "Pumps move water. Prime the pump before the first start."}
                {"_id": "d2", "title": "Wings", "text": "A wing in a slipstream has more lift."}
                {"_id": "d3", "title": "", "text": ""}
                """);
        write("queries.jsonl", """
                {"_id": "q1", "text": "how is a pump started"}
                {"_id": "q2", "text": "lift of wings"}
                {"_id": "q3", "text": "never judged"}
                """);
        write("qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\nq2\td2\t1\n");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static List<String> run(String... args) {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new Bench()).setOut(new PrintWriter(out)).execute(args);
        assertThat(exit).isZero();
        return out.toString().lines().toList();
    }
}
