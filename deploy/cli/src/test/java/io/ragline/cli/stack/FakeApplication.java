package io.ragline.cli.stack;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands in for the worker or the API: answers health checks, or ends at once if told so. */
final class FakeApplication {

    private FakeApplication() {}

    public static void main(String[] arguments) throws Exception {
        if ("yes".equals(System.getenv("FAKE_APPLICATION_FAILS"))) {
            System.out.println("The fake application cannot start");
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        System.out.println("Listening on " + port + " with " + System.getenv("RAGLINE_DB_URL"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        byte[] up = "{\"status\":\"UP\",\"checks\":[]}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, up.length);
            exchange.getResponseBody().write(up);
            exchange.close();
        });
        server.start();
    }
}
