package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.RawPdf;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not whole, or not for long. */
class DamagedFilesTest extends SiegeTesting {
    private static final int PAGES = 200;

    @Test
    void nothing_and_next_to_nothing_is_unreadable() {
        read(new byte[0]).failsWith(ErrorCode.DOCUMENT_UNREADABLE);
        read(new byte[] {'%'}).failsWith(ErrorCode.DOCUMENT_UNREADABLE);
        read(RawPdf.latin("%PDF-1.7\n")).failsWith(ErrorCode.DOCUMENT_UNREADABLE);
    }

    @Test
    void noise_is_unreadable() {
        byte[] noise = new byte[200_000];
        new Random(11).nextBytes(noise);
        System.arraycopy(RawPdf.latin("%PDF-1.7\n"), 0, noise, 0, 9);

        read(noise).failsWith(ErrorCode.DOCUMENT_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void of_a_file_that_breaks_off_what_is_there_is_read(int tenths) {
        byte[] whole = RawPdf.ofPages(PAGES).bytes();

        Siege.Outcome outcome = read(Arrays.copyOf(whole, whole.length * tenths / 10));

        if (outcome.code() == null) {
            assertThat(outcome.read().text()).contains("This is page 1");
        } else {
            // no catalog, no page tree: those are written first here, so this is of the very beginning only
            outcome.failsWith(ErrorCode.DOCUMENT_UNREADABLE);
            assertThat(tenths).isLessThan(2);
        }
    }

    @Test
    void bytes_turned_at_random_end_as_read_or_unreadable() {
        Random random = new Random(23);
        for (int round = 0; round < 20; round++) {
            byte[] bytes = RawPdf.ofPages(20).bytes();
            for (int i = 0; i < 60; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Siege.Outcome outcome = read(bytes);
            if (outcome.code() != null) {
                outcome.failsWith(ErrorCode.DOCUMENT_UNREADABLE);
            }
        }
    }

    @Test
    void broken_pages_amid_good_ones_are_named_and_the_others_read() {
        String[] contents = IntStream.rangeClosed(1, 9)
                .mapToObj(page -> RawPdf.text("This is page " + page))
                .toArray(String[]::new);
        RawPdf pdf = RawPdf.ofPages("", contents).stream(13, "/Filter /FlateDecode", "this was never deflated").stream(
                        17, "/Filter /NoSuchDecode", RawPdf.text("This is page 4"))
                .object(22, "(no page)");

        Siege.Outcome outcome = read(pdf).isRead();

        assertThat(outcome.read().warnings())
                .extracting(PageWarning::page)
                .as("" + outcome.read().warnings())
                .contains(2, 4);
        assertThat(outcome.read().text()).contains("page 1", "page 3", "page 5", "page 6", "page 8", "page 9");
    }

    @Test
    void a_file_that_is_deleted_while_it_is_read_is_read() {
        Path file = file(RawPdf.ofPages(2_000).bytes());

        Siege.Outcome outcome = siege.read(pdf(file), atPage(3, () -> Files.delete(file)));

        outcome.isRead().withText("This is page 2000").withoutWarnings();
    }

    @Test
    void a_file_that_is_cut_while_it_is_read_loses_pages() {
        String[] contents = new String[PAGES];
        Arrays.fill(contents, RawPdf.text("Some words") + "\n%" + "-".repeat(100_000));
        Path file = file(RawPdf.ofPages("", contents).bytes());

        Siege.Outcome outcome = siege.read(
                pdf(file), atPage(3, () -> Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING)));

        outcome.isRead().withText("Some words");
        assertThat(outcome.read().pages()).hasSize(PAGES);
        assertThat(outcome.read().warnings()).extracting(PageWarning::code).contains("PAGE_UNREADABLE");
    }

    @Test
    void a_file_that_is_not_there_is_not_said_to_be_damaged() {
        Siege.Outcome outcome = siege.read(folder.resolve("secret-place").resolve("missing.pdf"));

        outcome.failsWith(ErrorCode.INTERNAL_ERROR);
        assertThat(outcome.detail()).doesNotContain("secret-place");
    }

    private static Source pdf(Path file) {
        return Source.of(file, "application/pdf");
    }

    private interface Mischief {
        void happen() throws IOException;
    }

    private static RecordingSink atPage(int number, Mischief mischief) {
        return new RecordingSink() {
            @Override
            public void page(Page page) {
                super.page(page);
                if (page.number() == number) {
                    try {
                        mischief.happen();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
    }
}
