package io.ragline.cli.stack;

import io.ragline.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        description = "Stop the Ragline of this data folder; the data stay.",
        footer = {"", "Exit code: 0 stopped or not running, 1 failed."})
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        StackSettings settings = home.settings();
        boolean stopped = StopAll.stop(settings, terminal);
        terminal.print(
                stopped
                        ? "Stopped."
                        : "Nothing is running in " + settings.home().path() + ".");
        return 0;
    }
}
