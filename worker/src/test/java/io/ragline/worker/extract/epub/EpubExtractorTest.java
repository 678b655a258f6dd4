package io.ragline.worker.extract.epub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.DocumentInfo.OutlineEntry;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EpubExtractorTest {
    @TempDir
    Path folder;

    private static PackedFile book() {
        return PackedFile.empty()
                .with("mimetype", "application/epub+zip")
                .with(
                        "META-INF/container.xml",
                        "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>")
                .with("OEBPS/book.opf", """
                        <package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>On pumps</dc:title>
                        <dc:creator>Ada</dc:creator><dc:language>en</dc:language></metadata><manifest>
                        <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
                        <item id="a" href="text/one%20.xhtml" media-type="application/xhtml+xml"/>
                        <item id="b" href="text/two.xhtml" media-type="application/xhtml+xml"/>
                        <item id="c" href="text/gone.xhtml" media-type="application/xhtml+xml"/></manifest>
                        <spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>""")
                .with("OEBPS/nav.xhtml", """
                        <html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li>
                        <a href="text/two.xhtml">The end</a><ol><li><a href="text/one%20.xhtml#x">The start</a></li></ol></li></ol>
                        </nav><nav epub:type="landmarks"><ol><li><a href="text/two.xhtml">Cover</a></li></ol></nav></body></html>""")
                .with("OEBPS/text/one .xhtml", "<html><body><h1>Start</h1><p>Words of one.</p></body></html>")
                .with("OEBPS/text/two.xhtml", "<html><body><p>Words of two.</p></body></html>");
    }

    @Test
    void chapters_are_pages_in_reading_order_with_their_titles() throws IOException {
        RecordingSink read = Formats.read(book().write(folder.resolve("book.epub")));

        assertThat(read.outline(1)).containsExactly("PARAGRAPH: Words of two.");
        assertThat(read.outline(2)).containsExactly("HEADING1: Start", "PARAGRAPH: Words of one.");
        assertThat(read.pages()).extracting(Page::label).containsExactly("The end", "The start", null);
        assertThat(read.said().title()).isEqualTo("On pumps");
        assertThat(read.said().author()).isEqualTo("Ada");
        assertThat(read.said().outline())
                .containsExactly(new OutlineEntry(1, "The end", 1), new OutlineEntry(2, "The start", 2));
    }

    @Test
    void a_chapter_that_is_missing_is_a_warning() throws IOException {
        RecordingSink read = Formats.read(book().write(folder.resolve("book.epub")));

        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.page()).isEqualTo(3);
            assertThat(warning.detail()).contains("gone.xhtml");
        });
    }

    @Test
    void one_under_copy_protection_says_so_and_scrambled_fonts_are_none() throws IOException {
        String encryption = "<encryption><EncryptedData><CipherData><CipherReference URI=\"OEBPS/%s\"/></CipherData>"
                + "</EncryptedData></encryption>";

        Formats.assertFails(
                book().with("META-INF/encryption.xml", encryption.formatted("text/two.xhtml"))
                        .write(folder.resolve("drm.epub")),
                null,
                ErrorCode.DOCUMENT_ENCRYPTED);
        assertThat(Formats.read(book().with("META-INF/encryption.xml", encryption.formatted("font.otf"))
                                .write(folder.resolve("fonts.epub")))
                        .text())
                .contains("Words of one.");
    }
}
