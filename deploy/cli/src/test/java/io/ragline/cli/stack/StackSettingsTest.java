package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

    private static final Path PROJECT = Path.of("/project");

    @Test
    void the_defaults_are_those_of_the_handbook() {
        StackSettings settings = StackSettings.from(PROJECT, Map.of());

        assertThat(settings.home().path()).isEqualTo(PROJECT.resolve(".ragline"));
        assertThat(settings.ports()).isEqualTo(new StackPorts(8080, 8000, 8081, 16379, 15432));
    }

    @Test
    void every_port_can_be_set() {
        StackSettings settings = StackSettings.from(
                PROJECT,
                Map.of(
                        "RAGLINE_API_PORT", "1001",
                        "RAGLINE_DASHBOARD_PORT", "1002",
                        "RAGLINE_WORKER_PORT", "1003",
                        "RAGLINE_REDIS_PORT", "1004",
                        "RAGLINE_DB_PORT", "1005"));

        assertThat(settings.ports()).isEqualTo(new StackPorts(1001, 1002, 1003, 1004, 1005));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "0", "65536", "-1"})
    void a_port_that_is_none_is_refused_by_name(String port) {
        assertThatThrownBy(() -> StackSettings.from(PROJECT, Map.of("RAGLINE_DB_PORT", port)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("RAGLINE_DB_PORT")
                .hasMessageContaining(port);
    }

    @Test
    void a_named_redis_and_database_are_used_instead_of_own_ones() {
        StackPlan plan = plan(Map.of(
                "RAGLINE_REDIS_URL", "redis://cache.example",
                "RAGLINE_DB_URL", "jdbc:postgresql://db.example/rag"));

        assertThat(plan.waves().getFirst()).isEmpty();
        assertThat(plan.external()).containsKeys(Service.REDIS, Service.POSTGRES);
        assertThat(plan.ports()).doesNotContainKeys("RAGLINE_REDIS_PORT", "RAGLINE_DB_PORT");
    }

    @Test
    void a_named_service_that_cannot_be_reached_is_told_with_its_setting() {
        StackPlan plan = plan(Map.of("RAGLINE_REDIS_URL", "redis://:secret@127.0.0.1:1"));

        assertThatThrownBy(plan::checkExternal)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("RAGLINE_REDIS_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void settings_never_show_the_environment() {
        assertThat(StackSettings.from(PROJECT, Map.of("RAGLINE_DB_PASSWORD", "secret"))
                        .toString())
                .doesNotContain("secret");
    }

    private static StackPlan plan(Map<String, String> environment) {
        return new StackPlan(StackSettings.from(PROJECT, environment), HttpClient.newHttpClient());
    }
}
