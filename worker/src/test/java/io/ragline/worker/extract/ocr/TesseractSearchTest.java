package io.ragline.worker.extract.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TesseractSearchTest {
    @TempDir
    Path folder;

    @Test
    void a_missing_program_is_said_in_words_that_help() {
        TesseractSearch search = search(folder.resolve("no/tesseract"), List.of("eng"));

        assertThat(search.options()).isNull();
        assertThat(search.says())
                .contains("not available")
                .contains("no/tesseract")
                .contains("Install tesseract-ocr");
    }

    @Test
    void switched_off_it_is_not_looked_for() {
        TesseractSearch search = TesseractSearch.by(
                InstalledTesseract.settings(OcrConfig.Mode.OFF, folder.resolve("no/tesseract"), List.of("eng")));

        assertThat(search.options()).isNull();
        assertThat(search.says()).contains("switched off").doesNotContain("Install");
    }

    @Test
    void a_program_that_fails_is_none() throws IOException {
        TesseractSearch search = search(program("echo broken >&2; exit 3"), List.of("eng"));

        assertThat(search.options()).isNull();
        assertThat(search.says()).contains("code 3").contains("broken");
    }

    @Test
    void only_languages_with_data_are_used_in_the_wanted_order() throws IOException {
        Path program = program("printf 'List of available languages in \"/data\" (4):\\nchi_sim\\ndeu\\neng\\nosd\\n'");

        TesseractSearch search = search(program, List.of("eng", "fra", "deu"));

        assertThat(search.options())
                .isEqualTo(new OcrOptions(program, List.of("eng", "deu"), true, Duration.ofSeconds(50)));
        assertThat(search.says()).contains("eng, deu").contains("no data for fra");
    }

    @Test
    void without_data_for_any_of_the_languages_there_is_none() throws IOException {
        TesseractSearch search = search(program("echo eng"), List.of("fra"));

        assertThat(search.options()).isNull();
        assertThat(search.says()).contains("no data for [fra], only for [eng]");
    }

    @Test
    void options_survive_the_way_to_a_child() {
        OcrOptions options =
                new OcrOptions(Path.of("/opt/my ocr/tesseract"), List.of("eng", "deu"), true, Duration.ofSeconds(7));

        assertThat(OcrOptions.parse(OcrOptions.arguments(options))).isEqualTo(options);
        assertThat(OcrOptions.parse(OcrOptions.arguments(null))).isNull();
    }

    private static TesseractSearch search(Path command, List<String> languages) {
        return TesseractSearch.by(InstalledTesseract.settings(OcrConfig.Mode.AUTO, command, languages));
    }

    private Path program(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("tesseract"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
