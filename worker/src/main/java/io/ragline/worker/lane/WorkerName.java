package io.ragline.worker.lane;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this process is called where people read which worker did something. */
final class WorkerName {
    private WorkerName() {}

    /** The host and the process, such as {@code worker-7d4f:1}. */
    static String ofThisProcess() {
        return host() + ":" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
