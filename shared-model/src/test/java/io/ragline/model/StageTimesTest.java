package io.ragline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageTimesTest {
    private final AtomicLong now = new AtomicLong();
    private final StageTimes times = new StageTimes(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void a_stage_lasts_until_the_next_one_begins() {
        pass(Duration.ofSeconds(9));
        times.enter(Stage.EXTRACT);
        pass(Duration.ofSeconds(2));
        times.enter(Stage.EXTRACT);
        pass(Duration.ofSeconds(1));
        times.enter(Stage.EMBED);
        pass(Duration.ofSeconds(5));

        assertThat(times.soFar())
                .isEqualTo(Map.of(Stage.EXTRACT, Duration.ofSeconds(3), Stage.EMBED, Duration.ofSeconds(5)));
        assertThat(times.soFar()).as("asking does not change it").containsEntry(Stage.EMBED, Duration.ofSeconds(5));
    }
}
