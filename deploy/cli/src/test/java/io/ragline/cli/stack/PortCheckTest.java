package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.service.FreePorts;
import io.ragline.cli.service.ServiceException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortCheckTest {

    private final PortCheck check = new PortCheck(port -> Optional.empty());

    @Test
    void free_ports_pass() {
        Map<String, Integer> ports = Map.of("RAGLINE_API_PORT", FreePorts.next(), "RAGLINE_DB_PORT", FreePorts.next());

        assertThatCode(() -> check.check(ports)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void a_taken_port_is_named_with_the_setting_that_changes_it(String address) throws Exception {
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByName(address), 0));

            assertThatThrownBy(() -> check.check(Map.of("RAGLINE_API_PORT", taken.getLocalPort())))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("another program")
                    .hasMessageContaining("Set RAGLINE_API_PORT");
        }
    }

    @Test
    void every_taken_port_is_named_at_once_and_its_owner_where_known() throws Exception {
        PortCheck knowing = new PortCheck(port -> Optional.of("the Ragline of /there"));
        try (var first = new ServerSocket(0);
                var second = new ServerSocket(0)) {
            Map<String, Integer> ports =
                    Map.of("RAGLINE_API_PORT", first.getLocalPort(), "RAGLINE_REDIS_PORT", second.getLocalPort());

            assertThatThrownBy(() -> knowing.check(ports))
                    .hasMessageContaining("RAGLINE_API_PORT")
                    .hasMessageContaining("RAGLINE_REDIS_PORT")
                    .hasMessageContaining("the Ragline of /there");
        }
    }

    @Test
    void the_same_port_twice_is_told() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        int port = FreePorts.next();
        ports.put("RAGLINE_API_PORT", port);
        ports.put("RAGLINE_WORKER_PORT", port);

        assertThatThrownBy(() -> check.check(ports))
                .hasMessageContaining("RAGLINE_API_PORT and RAGLINE_WORKER_PORT are both " + port);
    }
}
