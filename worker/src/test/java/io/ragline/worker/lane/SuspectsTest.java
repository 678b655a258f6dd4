package io.ragline.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private final Suspects suspects = new Suspects(3, new Random(7));

    @Test
    void a_job_whose_workers_died_too_often_is_not_run() {
        assertThatCode(() -> suspects.refusePoison(2)).doesNotThrowAnyException();
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> suspects.refusePoison(3))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POISONED));
    }

    @Test
    void two_jobs_with_one_chance_left_never_run_beside_each_other() {
        try (Suspects.Turn first = suspects.turn();
                Suspects.Turn other = suspects.turn()) {
            first.take(2);

            assertThatExceptionOfType(NotNowException.class).isThrownBy(() -> other.take(2));
        }
    }

    @Test
    void jobs_with_chances_left_and_poison_wait_for_nobody() {
        try (Suspects.Turn suspect = suspects.turn();
                Suspects.Turn good = suspects.turn();
                Suspects.Turn diedOnce = suspects.turn();
                Suspects.Turn poison = suspects.turn()) {
            suspect.take(2);

            assertThatCode(() -> good.take(0)).doesNotThrowAnyException();
            assertThatCode(() -> diedOnce.take(1)).doesNotThrowAnyException();
            assertThatCode(() -> poison.take(3)).as("it only is to fail").doesNotThrowAnyException();
        }
    }

    @Test
    void a_turn_is_given_away_by_whoever_had_it_and_nobody_else() {
        try (Suspects.Turn other = suspects.turn()) {
            try (Suspects.Turn suspect = suspects.turn()) {
                suspect.take(2);
                suspects.turn().close();
                assertThatExceptionOfType(NotNowException.class).isThrownBy(() -> other.take(2));
            }
            assertThatCode(() -> other.take(2)).doesNotThrowAnyException();
        }
    }
}
