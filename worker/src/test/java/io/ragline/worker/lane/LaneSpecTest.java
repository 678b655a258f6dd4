package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ragline.model.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSpecTest {

    @Test
    void lanes_are_read_with_their_workers() {
        assertThat(LaneSpec.parse("query:8, ingest:2,maintenance:1"))
                .containsExactly(
                        new LaneSpec(Lane.QUERY, 8), new LaneSpec(Lane.INGEST, 2), new LaneSpec(Lane.MAINTENANCE, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "query", "query:", "query:x", "query:0", "query:257", "fast:1", "query:1,query:2", "query:1,"
            })
    void what_is_wrong_is_said(String lanes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LaneSpec.parse(lanes))
                .withMessageMatching(".*(ragline.worker.lanes|No lane is called).*");
    }
}
