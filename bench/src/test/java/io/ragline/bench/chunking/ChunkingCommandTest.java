package io.ragline.bench.chunking;

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
import picocli.CommandLine;

class ChunkingCommandTest {
    @TempDir
    Path folder;

    @Test
    void it_measures_each_strategy_and_size() throws IOException {
        writeTexts("Pumps move water. Prime the pump before the first start.\\n\\nA wing has lift.");

        StringWriter out = new StringWriter();
        int exit = run(out, "chunking", folder.toString(), "--sizes", "32,64", "--overlap", "8");

        List<String> lines = out.toString().lines().toList();
        assertThat(exit).isZero();
        assertThat(lines.getFirst()).startsWith("1 texts, 1 questions, top 5 chunks by vector");
        assertThat(lines.subList(3, lines.size()))
                .extracting(line -> line.split(" \\| ")[0] + " " + line.split(" \\| ")[1])
                .containsExactly("| structure 32", "| structure 64", "| fixed 32", "| fixed 64", "| page 448");
        assertThat(lines.subList(3, lines.size()))
                .allSatisfy(line -> assertThat(line).contains("| 100.0 ± 0.0 |"));
    }

    @Test
    void the_chunks_with_evidence_are_the_relevant_documents_of_a_collection() throws IOException {
        String filler = "Nothing of this is about machines that move water. ".repeat(40);
        writeTexts("Pumps move water. Prime the pump before the first start.\\n\\n" + filler);
        Path out = folder.resolve("beir");

        assertThat(run(new StringWriter(), "chunking", folder.toString(), "--beir", out.toString()))
                .isZero();

        assertThat(Files.readAllLines(out.resolve("corpus.jsonl"))).hasSizeGreaterThan(1);
        assertThat(out.resolve("queries.jsonl")).content().contains("how is a pump started");
        assertThat(Files.readAllLines(out.resolve("qrels.tsv")))
                .containsExactly("query-id\tcorpus-id\tscore", "0\td#0\t1");
    }

    @Test
    void a_folder_without_the_data_is_named() {
        StringWriter out = new StringWriter();

        assertThat(run(out, "chunking", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).contains(folder.toString(), "evidence_spans.jsonl");
    }

    private void writeTexts(String text) throws IOException {
        write("corpus.jsonl", "{\"_id\": \"d\", \"text\": \"%s\"}".formatted(text));
        write("queries.jsonl", "{\"_id\": \"q\", \"text\": \"how is a pump started\"}");
        write("evidence_spans.jsonl", "{\"query_id\": \"q\", \"doc_id\": \"d\", \"start\": 18, \"end\": 56}");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static int run(StringWriter out, String... args) {
        return new CommandLine(new Bench()).setOut(new PrintWriter(out)).execute(args);
    }
}
