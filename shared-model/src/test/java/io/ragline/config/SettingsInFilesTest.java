package io.ragline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsInFilesTest {
    @TempDir
    Path folder;

    private SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300), new SettingsInFiles(environment))
                .build();
    }

    @Test
    void aSecretIsReadFromItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "s3cr3t with spaces \n");
        SmallRyeConfig config = config(Map.of("RAGLINE_CHAT_API_KEY_FILE", file.toString()));
        assertThat(config.getValue("ragline.chat.api-key", String.class)).isEqualTo("s3cr3t with spaces");
    }

    @Test
    void theVariableItselfGoesFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "of the file");
        SmallRyeConfig config =
                config(Map.of("RAGLINE_DB_PASSWORD_FILE", file.toString(), "RAGLINE_DB_PASSWORD", "of the variable"));
        assertThat(config.getValue("ragline.db.password", String.class)).isEqualTo("of the variable");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Map<String, String> environment =
                Map.of("RAGLINE_DB_PASSWORD_FILE", folder.resolve("none").toString());
        assertThatThrownBy(() -> new SettingsInFiles(environment))
                .hasMessageContaining("RAGLINE_DB_PASSWORD_FILE")
                .hasMessageContaining("none");
    }

    @Test
    void othersVariablesAreLeftAlone() {
        assertThat(new SettingsInFiles(Map.of("OTHER_FILE", "/none", "RAGLINE_FIRST_KEY_FILE", "/none"))
                        .getPropertyNames())
                .isEmpty();
    }
}
