package io.ragline.cli.stack;

import io.ragline.cli.process.LogFile;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.Service;
import io.ragline.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Print the logs, each line with its service's name before it.",
        footer = {"", "Exit code: 0; 2 for an unknown service."})
public final class LogsCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "SERVICE",
            arity = "0..*",
            completionCandidates = Names.class,
            description = "Any of ${COMPLETION-CANDIDATES}; all when none is named.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "Lines of each log to begin with (default ${DEFAULT-VALUE}).")
    private int lines = 50;

    @Mixin
    private HomeOption home = new HomeOption();

    /** The logs that there are. */
    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1L;

        Names() {
            super(all());
        }

        static List<String> all() {
            return Stream.concat(Stream.of(Service.values()).map(Service::id), Stream.of(SupervisorStarter.LOG))
                    .toList();
        }
    }

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        List<String> unknown =
                services.stream().filter(name -> !Names.all().contains(name)).toList();
        if (!unknown.isEmpty()) {
            terminal.complain("There is no log of %s; there are those of %s."
                    .formatted(String.join(", ", unknown), String.join(", ", Names.all())));
            return 2;
        }
        List<String> chosen = services.isEmpty() ? Names.all() : services;
        List<LogFollower> followers = print(chosen, home.settings().home(), terminal);
        while (follow) {
            followers.forEach(LogFollower::poll);
            LogFollower.pause();
        }
        return 0;
    }

    private List<LogFollower> print(List<String> chosen, HomeFolder folder, Terminal terminal) {
        List<LogFollower> followers = new ArrayList<>();
        int width = chosen.stream().mapToInt(String::length).max().orElse(0);
        for (String name : chosen) {
            String prefix = name + " ".repeat(width - name.length()) + " | ";
            LogFile log = new LogFile(folder.log(name));
            LogFollower follower = new LogFollower(log.path(), line -> terminal.print(prefix + line));
            follower.skipToEnd();
            log.tail(lines).forEach(line -> terminal.print(prefix + line));
            followers.add(follower);
        }
        return followers;
    }
}
