package io.ragline.worker.extract.rtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RtfExtractorTest {
    @TempDir
    Path folder;

    private RecordingSink read(String rtf) throws IOException {
        return Formats.read(Files.writeString(
                folder.resolve("test.rtf"), "{\\rtf1\\ansi\\ansicpg1252 " + rtf + "}", StandardCharsets.ISO_8859_1));
    }

    @Test
    void headings_lists_and_notes_are_kept() throws IOException {
        RecordingSink read = read("""
                {\\stylesheet{\\s0 Normal;}{\\s5\\outlinelevel0 Kapitel;}{\\s6 heading 2;}}
                {\\info{\\title Pumps}{\\author Ada}{\\creatim\\yr2024\\mo2\\dy29\\hr10\\min5}}
                \\pard\\s5 Care\\par\\pard\\s6 Valves\\par
                \\pard Check{\\footnote {\\*\\ftnnone x}Every month.} it.\\par
                {\\listtext\\tab 1.\\tab}\\pard\\ls1 Open\\par{\\listtext\\'b7\\tab}Close\\par
                {\\header On every page}{\\*\\unknown nothing}{\\v hidden}\\deleted gone\\deleted0 Left.\\par""");

        assertThat(read.outline())
                .containsExactly(
                        "HEADING1: Care",
                        "HEADING2: Valves",
                        "PARAGRAPH: Check [1] it.",
                        "PARAGRAPH: [1] Every month.",
                        "LIST_ITEM: 1. Open",
                        "LIST_ITEM: Close",
                        "PARAGRAPH: Left.");
        assertThat(read.said().title()).isEqualTo("Pumps");
        assertThat(read.said().author()).isEqualTo("Ada");
        assertThat(read.said().created()).isEqualTo(Instant.parse("2024-02-29T10:05:00Z"));
    }

    @Test
    void text_is_decoded_as_its_font_says() throws IOException {
        RecordingSink read = read("{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial CYR;}{\\f2\\fcharset128 MS Mincho;}}"
                + "\\f0 Gr\\'f6\\'dfe \\f1\\'cd\\'e0\\'f1\\'ee\\'f1 \\f2\\'95\\'d9\\'82\\'f0 \\f0\\u8364 ?\\u-10179 ?\\u-8704 ?"
                + "\\uc2\\u955 ab!\\par");

        assertThat(read.text()).isEqualTo("Größe Насос 弁を €😀λ!");
    }

    @Test
    void tables_keep_header_and_spans() throws IOException {
        RecordingSink read = read("""
                \\trowd\\trhdr\\cellx1000\\cellx3000\\pard\\intbl Part\\cell Price\\cell\\row
                \\trowd\\clvmgf\\cellx1000\\cellx2000\\cellx3000\\intbl Valve\\cell 7\\par net\\cell 1\\cell\\row
                \\trowd\\clvmrg\\cellx1000\\cellx2000\\cellx3000\\intbl\\cell 8\\cell 2\\cell\\row
                \\pard Behind\\par""");

        assertThat(read.outline()).containsExactly("""
                        TABLE: <table>
                        <thead>
                        <tr><th>Part</th><th colspan="2">Price</th></tr>
                        </thead>
                        <tbody>
                        <tr><td rowspan="2">Valve</td><td>7<br>net</td><td>1</td></tr>
                        <tr><td>8</td><td>2</td></tr>
                        </tbody>
                        </table>""", "PARAGRAPH: Behind");
    }

    @Test
    void pictures_and_what_they_weigh_are_passed_over() throws IOException {
        assertThat(read("Before{\\pict\\pngblip 89504e47}{\\*\\shppict{\\pict\\bin4 {{}}}} after\\par")
                        .outline())
                .containsExactly("PARAGRAPH: Before after");
    }

    @Test
    void one_that_breaks_off_is_read_as_far_as_it_goes() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.rtf"), "{\\rtf1\\ansi First\\par{\\b Second");

        assertThat(Formats.read(file).outline()).containsExactly("PARAGRAPH: First", "PARAGRAPH: Second");
    }

    @Test
    void one_that_breaks_off_amid_a_picture_says_so() throws IOException {
        Path file = Files.writeString(folder.resolve("bin.rtf"), "{\\rtf1 Text{\\pict\\bin2000000000 abc}}");

        assertThatThrownBy(() -> Formats.read(file))
                .hasMessage(
                        "The file is damaged: it ends amid a picture or object that should have 2,000,000,000 bytes");
    }
}
