package io.ragline.bench.retrieval.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.bench.Bench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SpeedCommandTest {
    private static final int MODES_AND_FILTERS = 9;

    @TempDir
    Path work;

    @Test
    void every_situation_of_a_small_collection_is_in_the_tables_and_its_nearest_are_found() {
        List<List<String>> rows = run();

        List<String> costs = rows.stream()
                .filter(row -> row.getFirst().equals("500"))
                .findFirst()
                .orElseThrow();
        assertThat(costs.subList(6, 9))
                .allSatisfy(recall -> assertThat(Double.parseDouble(recall)).isGreaterThan(0.99));
        assertThat(rows.stream().filter(row -> row.size() == 7 && row.getFirst().equals("500")))
                .hasSize(3 * MODES_AND_FILTERS)
                .allSatisfy(row -> assertThat(row.subList(4, 7))
                        .extracting(Double::parseDouble)
                        .isSorted()
                        .allSatisfy(milliseconds -> assertThat(milliseconds).isPositive()));
        assertThat(rows).anySatisfy(row -> assertThat(row).contains("langchain4j InMemoryEmbeddingStore"));
    }

    private List<List<String>> run() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new Bench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "retrieval",
                        "--chunks=500",
                        "--questions=3",
                        "--recall-questions=3",
                        "--rounds=1",
                        "--work=" + work);
        assertThat(exit).as(err.toString()).isZero();
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
