package io.ragline.cli.stack;

import io.ragline.cli.service.HomeFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the other Raglines of this user on this machine, by the home folder that their processes are started with. */
final class OtherRaglines {

    static final String HOME_PROPERTY = "-Dragline.home=";

    private OtherRaglines() {}

    /** Words for the Ragline that has this port, if it is one of them. */
    static Optional<String> ownerOf(int port, HomeFolder own) {
        return homes().filter(home -> !home.path().equals(own.path()))
                .filter(home -> uses(home, port))
                .findFirst()
                .map(home -> "the Ragline of %s (RAGLINE_HOME=%s ./ragline down stops it)"
                        .formatted(home.path(), home.path()));
    }

    private static Stream<HomeFolder> homes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream().flatMap(Stream::of))
                .filter(argument -> argument.startsWith(HOME_PROPERTY))
                .map(argument -> argument.substring(HOME_PROPERTY.length()))
                .distinct()
                .map(path -> new HomeFolder(Path.of(path)));
    }

    private static boolean uses(HomeFolder home, int port) {
        try {
            return new StateFile(home)
                    .read()
                    .filter(state -> state.ports().bySetting().containsValue(port))
                    .isPresent();
        } catch (RuntimeException e) {
            return false; // Another Ragline's folder may be unreadable or of another version
        }
    }
}
