package io.ragline.worker.extract.child;

import java.io.IOException;
import java.io.StringReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/** A child that tries every way that Java has to reach a port of this machine, and prints those that led anywhere. */
final class FetchingChild {
    private FetchingChild() {}

    private interface Way {
        void go() throws Exception;
    }

    /** @param arguments last of all the port, before it {@code guarded} or {@code unguarded} */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[arguments.length - 1]);
        if (arguments[arguments.length - 2].equals("guarded")) {
            NoNetwork.install();
        }
        StringBuilder came = new StringBuilder("through:");
        ways(port).forEach((name, way) -> {
            try {
                way.go();
                came.append(' ').append(name);
            } catch (Exception | Error e) {
                System.err.println(name + ": " + e);
            }
        });
        System.out.println(came);
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, Way> ways(int port) {
        String http = "http://127.0.0.1:%d/".formatted(port);
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("socket", () -> new Socket("127.0.0.1", port).close());
        ways.put(
                "channel",
                () -> SocketChannel.open(new InetSocketAddress("127.0.0.1", port))
                        .close());
        ways.put("url", () -> open(http));
        ways.put("jar-url", () -> open("jar:" + http + "a.jar!/b"));
        ways.put("ftp-url", () -> open("ftp://127.0.0.1:%d/a".formatted(port)));
        ways.put("https-url", () -> open("https://127.0.0.1:%d/a".formatted(port)));
        ways.put("http-client", () -> fetch(http));
        ways.put("datagram", () -> datagram(port));
        ways.put("name", () -> InetAddress.getByName("name-of-%d.localdomain".formatted(port)));
        ways.put("listening", () -> new ServerSocket(0).close());
        ways.put("xml", () -> parse("<!DOCTYPE a SYSTEM \"%sa.dtd\"><a/>".formatted(http)));
        ways.put("xml-file", () -> parse("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        return ways;
    }

    private static void open(String url) throws IOException {
        try (var in = URI.create(url).toURL().openStream()) {
            in.read();
        }
    }

    private static void fetch(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    private static void datagram(int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static void parse(String xml) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
