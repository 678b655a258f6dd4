package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that need a password, and where it never stands. */
class EncryptedPdfTest extends SiegeTesting {
    private static final String PASSWORD = "Nur-f\u00fcr-mich-8461";
    private static final String TEXT = "Behind a lock";

    @ParameterizedTest
    @ValueSource(ints = {40, 128, 256})
    void a_document_is_read_with_its_password_and_says_so_without(int keyBits) throws IOException {
        Path locked = locked(PASSWORD, keyBits, 1);

        read(locked, PASSWORD).isRead().withText(TEXT).withoutWarnings();
        read(locked, null).failsWith(ErrorCode.DOCUMENT_ENCRYPTED).saying("opens only with a password");
        read(locked, "").failsWith(ErrorCode.DOCUMENT_ENCRYPTED);
        read(locked, "something else").failsWith(ErrorCode.DOCUMENT_ENCRYPTED).saying("The password does not open");
    }

    @Test
    void one_that_only_its_owner_locked_is_read_without() throws IOException {
        read(locked("", 128, 1), null).isRead().withText(TEXT);
    }

    @Test
    void a_password_that_is_not_needed_does_no_harm() throws IOException {
        read(locked("", 128, 1), PASSWORD).isRead().withText(TEXT);
        Path open = folder.resolve("open.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.lines(70, 100, TEXT)).save(open);
        }
        read(open, PASSWORD).isRead().withText(TEXT);
    }

    @Test
    void the_password_stands_in_no_command_line_no_environment_and_no_file() throws IOException {
        Path locked = locked(PASSWORD, 128, 400);
        List<Path> looked = new ArrayList<>();
        RecordingSink spy = new RecordingSink() {
            @Override
            public void page(Page page) {
                super.page(page);
                if (page.number() == 5) {
                    placesOfChildren().forEach(place -> {
                        looked.add(place);
                        assertThat(contentOf(place)).as("" + place).doesNotContain(PASSWORD, mangled());
                    });
                }
            }
        };

        siege.read(source(locked, PASSWORD), spy).isRead().withText(TEXT);

        assertThat(looked).isNotEmpty();
    }

    @Test
    void the_password_stands_in_no_log_and_no_text_of_any_object() throws IOException {
        Path locked = locked(PASSWORD, 128, 1);
        List<String> logged = new ArrayList<>();
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        Handler spy = new Spy(logged);
        root.addHandler(spy);
        root.setLevel(Level.ALL);
        try {
            read(locked, PASSWORD).isRead();
            String detail = read(locked, PASSWORD + "x").detail();
            Files.write(folder.resolve("not.pdf"), new byte[] {1, 2, 3});
            String broken = read(folder.resolve("not.pdf"), PASSWORD).detail();

            assertThat(detail + broken).doesNotContain(PASSWORD, mangled());
        } finally {
            root.removeHandler(spy);
            root.setLevel(level);
        }
        assertThat(logged).noneMatch(entry -> entry.contains(PASSWORD) || entry.contains(mangled()));
        Source source = source(locked, PASSWORD);
        assertThat(source + " " + Frame.Read.of(source, false)).contains("pdf").doesNotContain(PASSWORD);
    }

    /** As it looks where UTF-8 is taken for something else. */
    private static String mangled() {
        return PASSWORD.substring(PASSWORD.length() - 10);
    }

    private static Siege.Outcome read(Path file, @Nullable String password) {
        return siege.read(source(file, password), new RecordingSink());
    }

    private static Source source(Path file, @Nullable String password) {
        return new Source(file, "application/pdf", password);
    }

    private static Path locked(String userPassword, int keyBits, int pages) throws IOException {
        Path file = Files.createTempFile(folder, "locked", ".pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            for (int i = 0; i < pages; i++) {
                pdf.page(pen -> pen.lines(70, 100, TEXT));
            }
            StandardProtectionPolicy policy =
                    new StandardProtectionPolicy("owner's", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(keyBits);
            policy.setPreferAES(keyBits > 40);
            pdf.document().protect(policy);
            return pdf.save(file);
        }
    }

    /** Whatever others on this machine, or whoever finds a disk, could look at. */
    private static List<Path> placesOfChildren() {
        List<Path> places = new ArrayList<>();
        for (long pid : siege.pool().pids()) {
            places.add(Path.of("/proc/%d/cmdline".formatted(pid)));
            places.add(Path.of("/proc/%d/environ".formatted(pid)));
        }
        for (String home : ChildTesting.homes()) {
            try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir"), home))) {
                files.filter(Files::isRegularFile).forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return places.stream().filter(Files::isReadable).toList();
    }

    private static String contentOf(Path place) {
        try {
            return new String(Files.readAllBytes(place), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // of a process that has just ended
            return "";
        }
    }

    private static final class Spy extends Handler {
        private final List<String> logged;

        Spy(List<String> logged) {
            this.logged = logged;
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            logged.add(entry.getMessage() + " "
                    + List.of(entry.getParameters() == null ? new Object[0] : entry.getParameters()) + " "
                    + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
