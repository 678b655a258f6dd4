package io.ragline.cli.stack;

import io.ragline.cli.service.ServiceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Looks whether ports are free before anything is started, and names every one that is not. */
final class PortCheck {

    private final IntFunction<Optional<String>> owner;

    /** @param owner who has a taken port, as far as it can be told */
    PortCheck(IntFunction<Optional<String>> owner) {
        this.owner = owner;
    }

    /**
     * @param ports by the setting that changes each
     * @throws ServiceException naming every port that cannot be had
     */
    void check(Map<String, Integer> ports) {
        List<String> troubles = new ArrayList<>();
        Map<Integer, String> seen = new HashMap<>();
        ports.forEach((setting, port) -> {
            String other = seen.putIfAbsent(port, setting);
            if (other != null) {
                troubles.add("%s and %s are both %d. Set one of them to another port.".formatted(other, setting, port));
            } else {
                trouble(setting, port).ifPresent(troubles::add);
            }
        });
        if (!troubles.isEmpty()) {
            throw new ServiceException(String.join(System.lineSeparator(), troubles));
        }
    }

    private Optional<String> trouble(String setting, int port) {
        try {
            if (!answers(port)) {
                bind(port);
                return Optional.empty();
            }
        } catch (IOException e) {
            if (port < 1024 && !answers(port)) {
                return Optional.of("Port %d may not be opened (%s). Set %s to a port above 1023."
                        .formatted(port, e.getMessage(), setting));
            }
        }
        return Optional.of("Port %d is taken by %s. Set %s to another port, or stop that."
                .formatted(port, owner.apply(port).orElse("another program"), setting));
    }

    // Where address reuse lets the bind below succeed beside a listener on all addresses, connecting still tells
    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of an earlier run that linger in TIME_WAIT are no hindrance
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }
}
