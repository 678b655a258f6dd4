package io.ragline.jobrunr.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OutagesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Outages outages = new Outages(now::get);

    @Test
    void without_an_outage_silence_means_death() {
        outages.over();

        assertThat(outages.anySince(START.minusSeconds(4))).isFalse();
    }

    @Test
    void during_an_outage_it_means_nothing() {
        outages.noticed();

        assertThat(outages.anySince(START.plusSeconds(60))).isTrue();
    }

    @Test
    void after_an_outage_only_silence_that_began_later_means_death() {
        outages.noticed();
        now.set(START.plusSeconds(20));
        outages.over();

        assertThat(outages.anySince(START.plusSeconds(19))).isTrue();
        assertThat(outages.anySince(START.plusSeconds(20))).isFalse();
    }
}
