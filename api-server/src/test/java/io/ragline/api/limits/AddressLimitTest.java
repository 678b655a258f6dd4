package io.ragline.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressLimitTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::99, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::99, 2001:db8:1:3:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64",
        "some-name, some-name"
    })
    void an_address_counts_as_the_network_that_one_household_has(String address, String network) {
        assertThat(AddressLimit.network(address)).isEqualTo(network);
    }

    @Test
    void a_connection_without_address_counts_as_well() {
        assertThat(AddressLimit.network(null)).isEqualTo("unknown");
    }

    @Test
    void a_process_that_is_on_its_own_counts_by_itself() {
        LocalBuckets local = new LocalBuckets();
        Bucket bucket = Bucket.unauthenticated("192.0.2.7", 3);

        for (int i = 2; i >= 0; i--) {
            Taken taken = local.take(bucket, 1);
            assertThat(taken.granted()).isTrue();
            assertThat(taken.binding().orElseThrow().remaining()).isEqualTo(i);
        }
        Taken fourth = local.take(bucket, 1);
        assertThat(fourth.granted()).isFalse();
        assertThat(fourth.binding().orElseThrow().availableIn()).isPositive();
        local.take(bucket, -1);
        assertThat(local.take(bucket, 1).granted()).isTrue();
        assertThat(local.take(Bucket.unauthenticated("192.0.2.8", 3), 1).granted())
                .isTrue();
    }
}
