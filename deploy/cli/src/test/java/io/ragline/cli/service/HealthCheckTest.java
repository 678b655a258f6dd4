package io.ragline.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ready_is_ready() {
        answer(200, "{\"status\":\"UP\",\"checks\":[]}");

        assertThat(check().whyNotReady()).isEmpty();
    }

    @Test
    void the_dependency_that_is_down_is_named_with_what_is_known_of_it() {
        answer(503, """
                {"status":"DOWN","checks":[{"name":"Redis","status":"DOWN","data":{"reason":"refused"}},
                 {"name":"Database","status":"UP"}]}""");

        assertThat(check().whyNotReady()).contains("down: Redis (reason: refused)");
    }

    @Test
    void an_answer_that_is_no_health_report_is_told_by_its_status() {
        answer(502, "<html>Bad gateway</html>");

        assertThat(check().whyNotReady()).contains("HTTP 502");
    }

    @Test
    void nobody_listening_is_a_reason() {
        HealthCheck check = new HealthCheck(HttpClient.newHttpClient(), FreePorts.next());

        assertThat(check.whyNotReady())
                .hasValueSatisfying(reason -> assertThat(reason).contains("does not answer"));
    }

    private HealthCheck check() {
        return new HealthCheck(HttpClient.newHttpClient(), server.getAddress().getPort());
    }

    private void answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
