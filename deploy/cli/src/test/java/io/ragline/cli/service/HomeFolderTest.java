package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {

    @TempDir
    Path folder;

    @Test
    void what_is_missing_is_made() {
        HomeFolder home = new HomeFolder(folder.resolve("deep/down"));

        home.prepare();

        assertThat(home.run()).isEmptyDirectory();
        assertThat(home.logs()).isEmptyDirectory();
    }

    @Test
    void a_folder_that_cannot_be_made_is_named_with_the_setting() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new HomeFolder(file.resolve("home")).prepare())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("RAGLINE_HOME");
    }
}
