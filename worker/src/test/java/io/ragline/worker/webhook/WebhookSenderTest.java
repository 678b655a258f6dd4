package io.ragline.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.outbound.AllowedTargets;
import io.ragline.outbound.NameLookup;
import io.ragline.outbound.OutboundUrls;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Posting to a real HTTP server, well-behaved and otherwise. */
@Timeout(30)
class WebhookSenderTest {
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of("webhook-id", "m1");
    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private final CountDownLatch over = new CountDownLatch(1);
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        over.countDown();
        receiver.close();
    }

    private static Outcome send(AllowedTargets allowed, NameLookup lookup, String url) {
        OutboundUrls urls = new OutboundUrls(allowed, ErrorCode.WEBHOOK_TARGET_REFUSED);
        try (WebhookSender sender = new WebhookSender(urls, lookup, TIMEOUT)) {
            return sender.send(url, HEADERS, BODY);
        }
    }

    private static Outcome send(String url) {
        return send(AllowedTargets.of(true, List.of()), InetAddress::getAllByName, url);
    }

    private static void assertRefused(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why().code()).isEqualTo(ErrorCode.WEBHOOK_TARGET_REFUSED));
    }

    @Test
    void a_message_arrives_as_it_was_signed() {
        assertThat(send(receiver.url("/hook?token=x"))).isEqualTo(new Outcome.Answered(200, "", null));

        assertThat(receiver.received()).singleElement().satisfies(received -> {
            assertThat(received.path()).isEqualTo("/hook");
            assertThat(received.id()).isEqualTo("m1");
            assertThat(received.body()).isEqualTo(BODY);
        });
    }

    @Test
    void the_beginning_of_an_answer_is_kept_however_long_it_is() {
        receiver.answer("/long", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] some = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
                out.write(some);
            }
        });
        long start = System.nanoTime();

        assertThat(send(receiver.url("/long"))).isEqualTo(new Outcome.Answered(500, "x".repeat(1024), null));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void retry_after_is_passed_on() {
        receiver.answer("/busy", Receiver.status(429, "Retry-After", "17"));

        assertThat(send(receiver.url("/busy"))).isEqualTo(new Outcome.Answered(429, "", Duration.ofSeconds(17)));
    }

    @Test
    void who_does_not_answer_in_time_is_not_waited_for() {
        receiver.answer("/slow", exchange -> await());

        assertThat(send(receiver.url("/slow")))
                .isEqualTo(new Outcome.Unreachable("The receiver did not answer within 1.5 seconds."));
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void who_answers_byte_by_byte_for_ever_is_not_waited_for_either() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(server));

            assertThat(send("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(new Outcome.Unreachable("The receiver did not answer within 1.5 seconds."));
        }
    }

    private void drip(ServerSocket server) {
        try (var socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Endless: ".getBytes(StandardCharsets.US_ASCII));
            while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // the sender has had enough
        }
    }

    @Test
    void headers_without_end_are_not_read() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> flood(server));

            assertThat(send("http://127.0.0.1:" + server.getLocalPort() + "/"))
                    .isEqualTo(new Outcome.Unreachable(
                            "The connection to the receiver broke (MessageConstraintException)."));
        }
    }

    private static void flood(ServerSocket server) {
        try (var socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] header = ("X-Filler: " + "x".repeat(4000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100_000; i++) {
                out.write(header);
            }
        } catch (IOException e) {
            // the sender has had enough
        }
    }

    @Test
    void nobody_there_is_said_without_naming_addresses() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(send("http://127.0.0.1:" + free + "/"))
                .isEqualTo(new Outcome.Unreachable("The receiver can't be connected to."));
        NameLookup nobody = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(send(AllowedTargets.PUBLIC, nobody, "http://gone.example/"))
                .isEqualTo(new Outcome.Unreachable("The receiver's name can't be resolved."));
    }

    @Test
    void a_name_that_leads_to_this_machine_is_refused() {
        NameLookup loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};

        assertRefused(send(AllowedTargets.PUBLIC, loopback, "http://hooks.example:" + receiver.port() + "/"));

        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void a_name_that_changes_its_address_is_connected_to_only_where_it_was_checked() {
        AtomicInteger asked = new AtomicInteger();
        NameLookup rebinding = host -> asked.getAndIncrement() == 0
                ? addresses("127.0.0.2")
                : new InetAddress[] {InetAddress.getLoopbackAddress()};
        AllowedTargets only = AllowedTargets.of(false, List.of("127.0.0.2/32"));

        Outcome outcome = send(only, rebinding, "http://hooks.example:" + receiver.port() + "/");

        // nobody listens at the address that passed, and the other one was never asked for
        assertThat(outcome).isEqualTo(new Outcome.Unreachable("The receiver can't be connected to."));
        assertThat(asked).hasValue(1);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void the_name_stays_the_name_when_the_address_is_pinned() {
        NameLookup loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        AllowedTargets allowed = AllowedTargets.of(false, List.of("127.0.0.0/8"));

        send(allowed, loopback, "http://hooks.example:" + receiver.port() + "/");

        assertThat(receiver.received())
                .singleElement()
                .satisfies(received -> assertThat(received.host()).isEqualTo("hooks.example:" + receiver.port()));
    }

    private static InetAddress[] addresses(String address) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    @Test
    void a_redirect_that_keeps_the_request_is_followed() {
        receiver.answer("/old", Receiver.status(308, "Location", "/newer"));
        receiver.answer("/newer", Receiver.status(307, "Location", receiver.url("/newest")));

        assertThat(send(receiver.url("/old"))).isEqualTo(new Outcome.Answered(200, "", null));

        assertThat(receiver.received("/newest"))
                .singleElement()
                .satisfies(received -> assertThat(received.body()).isEqualTo(BODY));
    }

    @Test
    void a_redirect_to_this_machine_is_refused() {
        receiver.answer("/away", Receiver.status(307, "Location", "http://localhost:" + receiver.port() + "/inner"));
        receiver.answer("/number", Receiver.status(307, "Location", "http://127.0.0.1:" + receiver.port() + "/inner"));
        NameLookup loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        AllowedTargets hooks = AllowedTargets.of(false, List.of("hooks.example"));

        assertRefused(send(hooks, loopback, "http://hooks.example:" + receiver.port() + "/away"));
        assertRefused(send(hooks, loopback, "http://hooks.example:" + receiver.port() + "/number"));

        assertThat(receiver.received("/inner")).isEmpty();
    }

    @Test
    void redirects_come_to_an_end() {
        receiver.answer("/circle", Receiver.status(307, "Location", "/circle"));
        receiver.answer("/nowhere", Receiver.status(307));
        receiver.answer("/other", Receiver.status(302, "Location", "/hook"));

        assertThat(send(receiver.url("/circle")))
                .isEqualTo(new Outcome.Misdirected(307, "The receiver redirected more than 3 times."));
        assertThat(receiver.received("/circle")).hasSize(4);
        assertThat(send(receiver.url("/nowhere")))
                .isEqualTo(new Outcome.Misdirected(307, "The receiver redirected without saying where."));
        assertThat(send(receiver.url("/other"))).isEqualTo(new Outcome.Answered(302, "", null));
    }

    /** The address is pinned below the name: TLS still asks for the name, and does not talk to whom it can't verify. */
    @Test
    void a_secure_receiver_is_asked_for_by_its_name_and_must_prove_it(@TempDir Path folder) throws Exception {
        NameLookup loopback = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        AllowedTargets allowed = AllowedTargets.of(false, List.of("127.0.0.0/8"));

        try (SecureReceiver secure = new SecureReceiver(folder)) {
            Outcome outcome = send(allowed, loopback, "https://hooks.example:" + secure.port() + "/");

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Unreachable.class,
                            unreachable -> assertThat(unreachable.why())
                                    .startsWith("There is no secure connection to the receiver: "));
            assertThat(secure.askedFor()).containsExactly("hooks.example");
            assertThat(secure.requests()).isZero();
        }
    }

    @Test
    void an_ipv6_receiver_is_refused_by_its_address_too() {
        assertRefused(send(AllowedTargets.PUBLIC, InetAddress::getAllByName, "http://[::1]:" + receiver.port() + "/"));
    }
}
