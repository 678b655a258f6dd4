package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisConsoleTest {
    @Test
    void a_field_is_found_by_its_whole_name() {
        String info = "# Memory\r\nused_memory_rss:7\r\nused_memory:1048576\r\nused_memory_human:1M\r\n";

        assertThat(RedisConsole.field(info, "used_memory")).isEqualTo("1048576");
    }
}
