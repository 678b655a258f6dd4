package io.ragline.cli.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a command in a session of its own, so that neither the terminal's Ctrl-C nor its closing reaches it. Java
 * cannot do that itself; {@code setsid} (Linux) and {@code perl} (macOS ships it) can, and both keep the process id.
 */
public final class OwnSession {

    private final String searchPath;

    public OwnSession(Map<String, String> environment) {
        this.searchPath = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    public List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(prefix());
        wrapped.addAll(command);
        return wrapped;
    }

    private List<String> prefix() {
        Optional<String> setsid = find("setsid");
        if (setsid.isPresent()) {
            return List.of(setsid.get());
        }
        return find("perl")
                .map(perl -> List.of(perl, "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV"))
                .or(() -> find("nohup").map(List::of))
                .orElse(List.of());
    }

    private Optional<String> find(String program) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
