package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QdrantConfigTest {
    private static final String URL = "http://qdrant:6334";

    @Test
    void has_defaults() {
        QdrantConfig config = QdrantTesting.config(URL, Map.of());

        config.check();
        assertThat(config.apiKey()).isEmpty();
        assertThat(config.prefix()).isEqualTo("ragline");
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.rideOut()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.batch()).isEqualTo(128);
        assertThat(config.shards()).isEqualTo(1);
        assertThat(config.replicas()).isEqualTo(1);
        assertThat(config.vectorsOnDisk()).isTrue();
        assertThat(config.oversampling()).isEqualTo(2);
        assertThat(config.hnsw().m()).isEqualTo(16);
        assertThat(config.hnsw().efConstruct()).isEqualTo(128);
        assertThat(config.hnsw().ef()).isEqualTo(128);
        assertThat(config.hnsw().payloadM()).isEmpty();
        assertThat(config.optimizer().indexingThreshold()).isEmpty();
        assertThat(config.optimizer().segments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "url, qdrant:6334",
        "url, ftp://qdrant",
        "prefix, a/b",
        "timeout, 0s",
        "write-timeout, 0s",
        "ride-out, -1s",
        "batch, 0",
        "batch, 1001",
        "shards, 0",
        "replicas, 0",
        "oversampling, 0.5",
        "hnsw.ef, 0",
    })
    void what_can_not_be_meant_is_named(String setting, String value) {
        QdrantConfig config = QdrantTesting.config(URL, Map.of(setting, value));

        assertThatThrownBy(config::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ragline.qdrant." + setting);
    }
}
