package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private final Suspects suspects = new Suspects(3, new Random(7));
    private final List<String> done = new ArrayList<>();

    @Test
    void a_job_whose_workers_died_too_often_is_not_run() {
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> suspects.run(3, () -> done.add("poison")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POISONED));
        assertThat(done).isEmpty();
    }

    @Test
    void two_jobs_with_one_chance_left_never_run_beside_each_other() throws Exception {
        suspects.run(2, () -> {
            assertThatExceptionOfType(NotNowException.class)
                    .isThrownBy(() -> suspects.run(2, () -> done.add("other suspect")));
            suspects.run(0, () -> done.add("good"));
            suspects.run(1, () -> done.add("died once"));
        });
        suspects.run(2, () -> done.add("other suspect, later"));

        assertThat(done).containsExactly("good", "died once", "other suspect, later");
    }

    @Test
    void a_suspect_that_fails_gives_its_turn_away() throws Exception {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> suspects.run(2, () -> {
                    throw new IllegalStateException();
                }));

        suspects.run(2, () -> done.add("next"));

        assertThat(done).containsExactly("next");
    }
}
