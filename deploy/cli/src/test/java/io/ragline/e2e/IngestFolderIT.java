package io.ragline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder goes into a collection, through all processes: broken off twice, each file is in it once. */
class IngestFolderIT {
    private static final int NOTES = 240;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Stack stack;
    private static Path docs;

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(folder.resolve("home"));
        stack.up();
        docs = Files.createDirectory(folder.resolve("docs"));
        for (int i = 0; i < NOTES; i++) {
            write(
                    "notes/%02d/note%d.md".formatted(i / 10, i),
                    "Lamp %d of the harbour burns oil number %d.".formatted(i, i * 7));
        }
        write("a/README.md", "The harbour has a lamp.");
        write("b/README.md", "The harbour has a bell.");
        write("c/copy of a.md", "The harbour has a lamp.");
        TestPdf.write(docs.resolve("manual.pdf"), List.of("The lamp is trimmed by the keeper at dusk."));
        try (var zip = new ZipOutputStream(Files.newOutputStream(docs.resolve("packed.zip")))) {
            zip.putNextEntry(new ZipEntry("inside/bell.md"));
            zip.write("The bell rings in fog.".getBytes());
        }
        write("node_modules/left/out.md", "Nobody asked for this.");
        Files.createSymbolicLink(docs.resolve("c/up"), docs);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    private static void write(String name, String text) throws IOException {
        Path file = docs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void a_folder_that_is_broken_off_goes_on_where_it_was_and_each_file_is_there_once() throws Exception {
        Stack.Running killed = stack.begin("ingest", docs.toString(), "-c", "harbour", "--create", "--parallel", "1");
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> countDocuments() > 0);
        killed.process().destroyForcibly();
        killed.end();
        int first = countDocuments();
        assertThat(first).as("killed in the middle").isBetween(1, NOTES);

        Stack.Running stopped = stack.begin("ingest", docs.toString(), "-c", "harbour", "--parallel", "1");
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> countDocuments() > first);
        stopped.process().destroy();
        Stack.Outcome told = stopped.end();
        assertThat(told.exitCode()).as(told.output()).isEqualTo(143);
        assertThat(told.output()).contains("Stopped: ", "are not uploaded", "The same command goes on from here.");
        assertThat(countDocuments()).as("stopped in the middle").isBetween(first, NOTES);

        Stack.Outcome whole = stack.run("ingest", docs.toString(), "-c", "harbour");
        assertThat(whole.exitCode()).as(whole.output()).isZero();

        Map<String, Integer> versions = versions();
        assertThat(versions)
                .hasSize(NOTES + 5)
                .containsKeys("a/README.md", "b/README.md", "c/copy of a.md", "manual.pdf", "packed.zip/inside/bell.md")
                .allSatisfy((id, count) -> assertThat(count).as(id).isEqualTo(1));
        int requests = count("select count(*) from idempotency_key");

        Stack.Outcome again = stack.run("ingest", docs.toString(), "-c", "harbour");
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output()).contains((NOTES + 5) + " already there in the collection harbour");
        assertThat(count("select count(*) from idempotency_key"))
                .as("nothing was uploaded")
                .isEqualTo(requests);
    }

    @Test
    void bad_files_are_told_with_their_reasons_and_hold_up_no_other() throws Exception {
        Path mixed = Files.createDirectory(folder.resolve("mixed"));
        Files.writeString(mixed.resolve("good.md"), "The pier is forty steps long.");
        Files.createFile(mixed.resolve("empty.txt"));
        Files.write(mixed.resolve("blob.xyz"), new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1, 2, 3, 0, 0, 9});
        TestPdf.writeEncrypted(mixed.resolve("locked.pdf"), List.of("Nobody reads this."));
        Files.createSymbolicLink(mixed.resolve("gone.md"), mixed.resolve("nowhere"));

        Stack.Outcome human = stack.run("ingest", mixed.toString(), "-c", "mixed", "--create");

        assertThat(human.exitCode()).isEqualTo(1);
        assertThat(human.output())
                .contains("good.md: indexed", "1 indexed, 4 failed in the collection mixed")
                .contains("DOCUMENT_EMPTY", "DOCUMENT_TYPE_UNSUPPORTED", "DOCUMENT_ENCRYPTED", "FILE_UNREADABLE");
        Stack.Outcome json = stack.run("ingest", mixed.toString(), "-c", "mixed", "--json", "--exclude", "*.xyz");
        JsonNode end = Stack.json(json.output().strip().lines().toList().getLast());
        assertThat(end.get("exitCode").asInt()).isEqualTo(1).isEqualTo(json.exitCode());
        assertThat(end.at("/tally/there").asInt()).isEqualTo(1);
        assertThat(end.at("/tally/failed").asInt()).isEqualTo(3);
    }

    @Test
    void the_exit_code_tells_wrong_usage_from_a_server_that_is_away() throws Exception {
        assertThat(stack.run("ingest", docs.toString(), "-c", "no-such-collection")
                        .exitCode())
                .isEqualTo(2);
        Stack.Outcome away = stack.run("ingest", docs.toString(), "--server", "http://127.0.0.1:1");
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.output()).contains("./ragline up");
        Stack.Outcome dry = stack.run("ingest", docs.toString(), "-c", "not-yet", "--create", "--dry-run");
        assertThat(dry.exitCode()).as(dry.output()).isZero();
        assertThat(dry.output()).contains(NOTES + 5 + " files").contains("Nothing was done.");
        assertThat(count("select count(*) from collection where name = 'not-yet'"))
                .isZero();
    }

    private static int countDocuments() throws SQLException {
        return count(
                "select count(*) from document d join collection c on c.id = d.collection_id where c.name = 'harbour'");
    }

    private static int count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(sql);
            row.next();
            return row.getInt(1);
        }
    }

    /** How many versions each document has, by its external id, and each is visible. */
    private static Map<String, Integer> versions() throws SQLException {
        Map<String, Integer> versions = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(stack.databaseUrl());
                Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("""
                    select d.external_id, count(v.id), bool_and(v.status = 'active')
                    from document d join document_version v on v.document_id = d.id
                    join collection c on c.id = d.collection_id where c.name = 'harbour' group by d.id""");
            while (row.next()) {
                assertThat(row.getBoolean(3)).as(row.getString(1)).isTrue();
                versions.merge(row.getString(1), row.getInt(2), Integer::sum);
            }
        }
        return versions;
    }
}
