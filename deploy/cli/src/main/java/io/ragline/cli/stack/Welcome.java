package io.ragline.cli.stack;

import io.ragline.cli.http.LocalKey;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person wants to know when all is ready. */
final class Welcome {

    private final Terminal terminal;

    Welcome(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The addresses are those of the running one, which may have been started with other settings. */
    void print(String news, StackSettings settings, StackPorts ports) {
        String api = "http://127.0.0.1:" + ports.api();
        terminal.print("");
        terminal.print("Ragline " + news + ".");
        terminal.print("");
        terminal.print("  API         " + api);
        terminal.print("  Try it out  " + api + "/q/swagger-ui");
        terminal.print("  Dashboard   http://127.0.0.1:" + ports.dashboard() + "/dashboard");
        terminal.print("  Data        " + settings.home().path());
        terminal.print("  Logs        " + settings.home().logs());
        Path key = LocalKey.file(settings.home().path());
        if (Files.exists(key)) {
            terminal.print("  Key         " + key + ", which the commands here use by themselves");
        }
        terminal.print("");
        terminal.print("  Next: ./ragline ingest FILE.pdf, ./ragline ask \"…\", ./ragline down to stop");
        terminal.print("");
    }
}
