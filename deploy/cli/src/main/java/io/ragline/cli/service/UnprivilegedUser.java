package io.ragline.cli.service;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. For root (a container, mostly) its programs are run in a user namespace, where
 * root is nobody yet owns the same files; where namespaces are forbidden, as the user nobody (65534).
 */
final class UnprivilegedUser {

    private static final String NOBODY = "65534";
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final List<String> prefix;

    private UnprivilegedUser(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The way that works for this user on this machine. */
    static UnprivilegedUser choose() {
        if (new UnixSystem().getUid() != 0) {
            return new UnprivilegedUser(List.of());
        }
        for (List<String> way : List.of(NAMESPACE, AS_NOBODY)) {
            if (makesUnprivileged(way)) {
                return new UnprivilegedUser(way);
            }
        }
        throw new ServiceException("""
                PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works here. Run Ragline as \
                another user, or name a running PostgreSQL with RAGLINE_DB_URL.""");
    }

    List<String> wrap(List<String> command) {
        return concat(prefix, command);
    }

    /** Gives a new data folder to the user that the server runs as. */
    void own(Path folder) {
        if (!prefix.equals(AS_NOBODY)) {
            return; // In a user namespace the files stay root's
        }
        Result chown = run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()));
        if (chown.exitCode() != 0) {
            throw new ServiceException(
                    "The folder %s cannot be given to the user nobody, as whom PostgreSQL runs here: %s"
                            .formatted(folder, chown.output()));
        }
    }

    /** Sees that the server's user can run its programs: nobody may not enter root's own folder, for example. */
    void checkCanRun(Path program) {
        Result version = runWrapped(List.of(program.toString(), "--version"));
        if (version.exitCode() == 0) {
            return;
        }
        String whose = prefix.equals(AS_NOBODY)
                ? " PostgreSQL runs as the user nobody here: choose a RAGLINE_HOME that every user may enter."
                : " Or name a running PostgreSQL with RAGLINE_DB_URL.";
        throw new ServiceException(
                "PostgreSQL does not run from %s: %s.%s".formatted(program, version.output(), whose));
    }

    /** Runs a short command of PostgreSQL's to its end. */
    Result runWrapped(List<String> command) {
        return run(wrap(command));
    }

    private static boolean makesUnprivileged(List<String> way) {
        Result id = run(concat(way, List.of("id", "-u")));
        return id.exitCode() == 0 && !id.output().equals("0");
    }

    private static Result run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            // A locale that is not installed here makes PostgreSQL's programs fail
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Result(-1, "still running after two minutes");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** How a command ended and what it wrote. */
    record Result(int exitCode, String output) {}
}
