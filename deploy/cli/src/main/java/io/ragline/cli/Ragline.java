package io.ragline.cli;

import io.ragline.cli.ask.AskCommand;
import io.ragline.cli.demo.DemoCommand;
import io.ragline.cli.http.ApiException;
import io.ragline.cli.ingest.IngestCommand;
import io.ragline.cli.key.KeyCommand;
import io.ragline.cli.reindex.ReindexCommand;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.stack.DownCommand;
import io.ragline.cli.stack.LogsCommand;
import io.ragline.cli.stack.StatusCommand;
import io.ragline.cli.stack.SuperviseCommand;
import io.ragline.cli.stack.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code ragline} command. */
@Command(
        name = "ragline",
        mixinStandardHelpOptions = true,
        version = "Ragline 0.1.0",
        header = "Upload documents, ask questions, get answers that cite their pages.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            IngestCommand.class,
            AskCommand.class,
            ReindexCommand.class,
            KeyCommand.class,
            DemoCommand.class,
            HelpCommand.class,
            SuperviseCommand.class
        },
        footer = {
            "",
            "For developers, by the script ./ragline:",
            "  test [ARGS]   Run all tests: mvn -B verify with the right JDK.",
            "  eval DIR      Measure the quality of retrieval on a data set.",
            "  bench …       Run the benchmarks.",
            "",
            "ragline help COMMAND shows the options of a command."
        })
public final class Ragline implements Runnable {

    private static final int FAILED = 1;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Ragline());
        line.setExecutionExceptionHandler(Ragline::explain);
        line.setParameterExceptionHandler(Ragline::correct);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        return line;
    }

    /** Without a command there is nothing to do but tell what can be done. */
    @Override
    public void run() {
        commandLine().usage(System.out);
    }

    /** A slip in the arguments is told in a line or two, not with a page of options. */
    private static int correct(ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        line.getErr().println(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, line.getErr());
        line.getErr()
                .println("%s --help shows what it takes."
                        .formatted("./" + line.getCommandSpec().qualifiedName()));
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int explain(Exception problem, CommandLine line, ParseResult parsed) throws Exception {
        if (problem instanceof ServiceException || problem instanceof ApiException) {
            System.out.flush();
            line.getErr().println(problem.getMessage());
            return FAILED;
        }
        throw problem; // A bug: picocli prints where
    }
}
