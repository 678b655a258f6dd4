package io.ragline.worker.extract.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the operating system adds to a child's caps, as far as this machine lets: its own, empty network (Linux, where a
 * user may make namespaces), and a place behind other work when the processors are busy.
 *
 * @param prefix programs that start the child's program in their own place, so that it has their process id
 */
record Isolation(List<String> prefix) {
    private static final System.Logger LOG = System.getLogger(Isolation.class.getName());

    /** Reading may take a third of a processor that a question wants as well. */
    private static final String NICENESS = "5";

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/bin"));
    private static final int PATIENCE_SECONDS = 5;

    Isolation {
        prefix = List.copyOf(prefix);
    }

    /** Tries what works here. What doesn't is logged; children go without. */
    static Isolation find() {
        List<String> prefix = new ArrayList<>(firstThatWorks(program("nice", "-n", NICENESS)));
        List<String> network = firstThatWorks(program("unshare", "-n"), program("unshare", "-r", "-n"));
        if (network.isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Extraction processes can't be given a network of their own on this machine (unshare);"
                            + " they are kept from the network by Java alone");
        }
        prefix.addAll(network);
        return new Isolation(prefix);
    }

    private static List<String> program(String name, String... options) {
        Optional<Path> found = FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of(found.get().toString()));
        command.addAll(List.of(options));
        return command;
    }

    @SafeVarargs
    private static List<String> firstThatWorks(List<String>... prefixes) {
        for (List<String> prefix : prefixes) {
            if (!prefix.isEmpty() && works(prefix)) {
                return prefix;
            }
        }
        return List.of();
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "No " + prefix, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
