package io.ragline.cli.stack;

import io.ragline.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Start Redis, PostgreSQL, the worker and the API on this machine.",
        footer = {
            "",
            "Stays in the foreground until Ctrl-C, unless --detach is given. A worker, API, Redis or PostgreSQL"
                    + " that dies is started again; six deaths of one within a minute stop everything.",
            "",
            "Further variables: RAGLINE_REDIS_URL and RAGLINE_DB_URL (with RAGLINE_DB_USERNAME, RAGLINE_DB_PASSWORD)"
                    + " name a Redis or PostgreSQL to use instead of starting one. RAGLINE_API_HOST is the address that"
                    + " the API listens on (default 127.0.0.1); any other needs keys, the first of which is left in the data"
                    + " folder (see ./ragline key). RAGLINE_WORKER_JAVA_OPTS and RAGLINE_API_JAVA_OPTS replace"
                    + " the Java options. RAGLINE_START_TIMEOUT: seconds that worker and API may take (default 120);"
                    + " RAGLINE_STOP_TIMEOUT: seconds that the worker may take to stop (default 45)."
                    + " Every other variable is passed on to the worker and the API.",
            "",
            "Exit code: 0 ready (or stopped by down), 1 failed, 130 after Ctrl-C."
        })
public final class UpCommand implements Callable<Integer> {

    @Option(names = "--detach", description = "Return when all is ready and leave it running; stop it with `down`.")
    private boolean detach;

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() {
        LocalRagline ragline = LocalRagline.start(options.settings(), Terminal.standard(), !detach);
        if (detach) {
            ragline.letGo();
            return 0;
        }
        return ragline.isOurs() ? ragline.stay() : 0;
    }
}
