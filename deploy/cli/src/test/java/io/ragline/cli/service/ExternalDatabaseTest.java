package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExternalDatabaseTest {

    @Test
    void its_address_is_shown_without_parameters_that_may_be_secret() {
        var database =
                new ExternalDatabase("jdbc:postgresql://db.example:5432/rag?password=secret", "me", "secret", false);

        assertThat(database.address()).isEqualTo("db.example:5432/rag");
        assertThat(database.toString()).doesNotContain("secret");
    }

    @Test
    void another_kind_of_address_is_refused() {
        assertThatThrownBy(() -> new ExternalDatabase("postgres://me:secret@db.example/rag", "", "", false))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("RAGLINE_DB_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void nobody_listening_is_a_reason() {
        var database =
                new ExternalDatabase("jdbc:postgresql://127.0.0.1:" + FreePorts.next() + "/rag", "me", "x", false);

        assertThat(database.whyNotReady()).isPresent();
    }
}
