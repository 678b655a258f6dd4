package io.ragline.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a caller's URL may reach. */
class OutboundUrlsTest {
    private final OutboundUrls urls = urls(false);

    private static OutboundUrls urls(boolean everything, String... more) {
        return new OutboundUrls(AllowedTargets.of(everything, List.of(more)), ErrorCode.WEBHOOK_TARGET_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook",
                "HTTP://Example.COM:8080/hook?token=a%20b",
                "https://example.com./hook",
                "https://xn--bcher-kva.example/x",
                "http://8.8.8.8/",
                "http://172.32.0.1/",
                "http://100.128.0.1/",
                "https://[2606:4700:4700::1111]/hook",
                "https://[64:ff9b::808:808]/hook",
            })
    void the_internet_may_be_reached(String url) {
        assertThat(urls.check(url)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // not a URL that we speak
                "",
                "example.com/hook",
                "//example.com/hook",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "javascript:alert(1)",
                "https://",
                "https:///hook",
                "https:example.com",
                "https://exa mple.com/",
                "https://example.com/\r\nX-Header: 1",
                "https://example.com\\@127.0.0.1/",
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:-1/",
                "https://my_host.example.com/",
                // loopback in all its forms
                "http://127.0.0.1/",
                "http://127.0.0.1.:80/",
                "http://127.1/",
                "http://127.0.1/",
                "http://127.255.255.254/",
                "http://2130706433/",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://0177.0.0.01/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0x7F.1/",
                "http://127.0.0.0x1/",
                "http://127.0.0.1:80@example.com/",
                "http://[::1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001:0:7f00:1::]/",
                // mapped, though the address itself is public
                "http://[::ffff:8.8.8.8]/",
                // others that are nobody else's
                "http://0.0.0.0/",
                "http://0/",
                "http://10.0.0.1/",
                "http://100.64.0.1/",
                "http://100.100.100.200/",
                "http://169.254.169.254/latest/meta-data/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.0.0.192/",
                "http://192.0.2.1/",
                "http://192.168.1.1/",
                "http://198.18.0.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://256.1.1.1/",
                "http://08.8.8.8/",
                "http://[::]/",
                "http://[fc00::1]/",
                "http://[fd12:3456::1]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25eth0]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://[2001:db8::1]/",
                "http://[3fff::1]/",
                "http://[100::1]/",
                // names within a network
                "http://localhost/",
                "http://LOCALHOST./",
                "http://api.localhost:8080/",
                "http://redis:6379/",
                "http://metadata.google.internal/",
                "http://printer.local/",
                "http://router.home.arpa/",
                "http://hooks.intern/",
            })
    void all_else_is_refused(String url) {
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> urls.check(url))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBHOOK_TARGET_REFUSED));
    }

    @Test
    void a_url_has_its_limit() {
        String longest = "https://example.com/" + "x".repeat(OutboundUrls.MAX_LENGTH - 20);

        assertThat(urls.check(longest).toString()).hasSize(OutboundUrls.MAX_LENGTH);
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> urls.check(longest + "x"))
                .withMessageContaining("2001 characters");
    }

    @Test
    void a_refusal_never_repeats_what_may_be_a_secret() {
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> urls.check("https://me:hunter2@example.com/"))
                .withMessageNotContaining("hunter2");
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> urls.check("https://example.com/?token=hunter2 "))
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    @Test
    void everything_is_reached_where_that_is_allowed() {
        OutboundUrls open = urls(true);

        open.check("http://127.0.0.1:8080/");
        open.check("http://[::1]:8080/");
        open.check("http://localhost:8080/");
        assertThatExceptionOfType(RaglineException.class).isThrownBy(() -> open.check("file:///etc/passwd"));
    }

    @Test
    void a_network_of_ones_own_is_reached_where_it_is_listed() throws Exception {
        OutboundUrls some = urls(false, "10.1.0.0/16", " Hooks.Intern ", "fd00:1::/32", "192.168.1.7");

        some.check("http://10.1.255.9/");
        some.check("http://hooks.intern/");
        some.check("http://[fd00:1::5]/");
        some.check("http://192.168.1.7/");
        some.checkAddresses("hooks.intern", addresses("10.200.0.1"));
        some.checkAddresses("other.example", addresses("10.1.0.1", "8.8.8.8"));
        for (String url :
                List.of("http://10.2.0.1/", "http://192.168.1.8/", "http://x.hooks.intern/", "http://[fd01::1]/")) {
            assertThatExceptionOfType(RaglineException.class).as(url).isThrownBy(() -> some.check(url));
        }
    }

    @Test
    void a_setting_that_makes_no_sense_is_refused() {
        for (String bad : List.of("10.0.0.0/33", "10.0.0.0/x", "10.0.0/8", "300.1.1.1", "a b", "", "http://x/")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> AllowedTargets.of(false, List.of(bad)));
        }
    }

    @Test
    void one_wrong_address_behind_a_name_is_one_too_many() throws Exception {
        assertThat(names("8.8.8.8", "2606:4700::1").resolve("hooks.example")).hasSize(2);
        for (String wrong : List.of("127.0.0.1", "::1", "::ffff:10.0.0.1", "169.254.169.254", "fd00::1", "0.0.0.0")) {
            assertThatExceptionOfType(RaglineException.class)
                    .as(wrong)
                    .isThrownBy(() -> names("8.8.8.8", wrong).resolve("hooks.example"))
                    .withMessageContaining("hooks.example")
                    .withMessageNotContaining(wrong);
        }
    }

    @Test
    void a_lookup_that_takes_too_long_is_given_up() {
        CountDownLatch never = new CountDownLatch(1);
        CheckedNames names = new CheckedNames(
                urls,
                host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new InetAddress[0];
                },
                Duration.ofMillis(50));

        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> names.resolve("slow.example"));
        never.countDown();
    }

    private CheckedNames names(String... addresses) throws UnknownHostException {
        InetAddress[] all = addresses(addresses);
        return new CheckedNames(urls, host -> all, Duration.ofSeconds(5));
    }

    private static InetAddress[] addresses(String... addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    @Test
    void logs_show_no_more_than_the_path() {
        assertThat(OutboundUrls.forLogs("https://example.com:8443/a/b?token=hunter2#x"))
                .isEqualTo("https://example.com:8443/a/b");
        assertThat(OutboundUrls.forLogs("https://me:hunter2@example.com/a")).isEqualTo("https://example.com/a");
    }
}
