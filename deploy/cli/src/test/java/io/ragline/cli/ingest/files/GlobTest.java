package io.ragline.cli.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.pdf | a.pdf | true",
                "*.pdf | deep/down/A.PDF | true",
                "*.pdf | a.pdfx | false",
                "*.pdf | a.pdf/b.txt | false",
                "note?.md | x/note1.md | true",
                "note?.md | x/note12.md | false",
                "docs/*.md | docs/a.md | true",
                "docs/*.md | docs/sub/a.md | false",
                "docs/*.md | other/docs/a.md | false",
                "docs/**/*.md | docs/a.md | true",
                "docs/**/*.md | docs/x/y/a.md | true",
                "docs/** | docs/x/y | true",
                "**/drafts/* | drafts/a | true",
                "**/drafts/* | x/drafts/a | true",
                "/a.md | a.md | true",
                "/a.md | x/a.md | false",
                "./a.md | a.md | true",
                "*.{pdf,docx} | a.docx | true",
                "*.{pdf,docx} | a.doc | false",
                "*.{p{df,s},md} | a.ps | true",
                "[a-c]*.txt | b1.txt | true",
                "[!a-c]*.txt | b1.txt | false",
                "[^a-c]*.txt | d1.txt | true",
                "a[]b]c | a]c | true",
                "a[.^&]c | a&c | true",
                "~$* | ~$report.docx | true",
                "a+(b).txt | a+(b).txt | true",
                "\\*.txt | a.txt | false",
                "\\*.txt | *.txt | true",
                "a,b | a,b | true",
                "ÄRGER* | ärger.txt | true",
                "日* | x/日本.txt | true"
            })
    void a_pattern_is_for_names_unless_it_has_a_slash(String glob, String path, boolean matches) {
        assertThat(Glob.of(glob).matchesFile(path)).isEqualTo(matches);
    }

    @Test
    void a_slash_at_the_end_makes_it_one_for_folders() {
        assertThat(Glob.of("old/").matchesFolder("x/old")).isTrue();
        assertThat(Glob.of("old/").matchesFile("x/old")).isFalse();
        assertThat(Glob.of("x/old/").matchesFolder("y/x/old")).isFalse();
        assertThat(Glob.of("old").matchesFolder("old")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a,b", "", "/", "[z-a]"})
    void what_is_no_pattern_is_told(String text) {
        assertThatThrownBy(() -> Glob.of(text)).isInstanceOf(InvalidPathException.class);
    }
}
