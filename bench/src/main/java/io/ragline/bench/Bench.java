package io.ragline.bench;

import io.ragline.bench.answers.AnswersCommand;
import io.ragline.bench.auth.AuthCommand;
import io.ragline.bench.chaos.ChaosCommand;
import io.ragline.bench.chunking.ChunkingCommand;
import io.ragline.bench.corpus.CorpusCommand;
import io.ragline.bench.extract.ExtractCommand;
import io.ragline.bench.memory.MemoryCommand;
import io.ragline.bench.queue.QueueCommand;
import io.ragline.bench.retrieval.EvalCommand;
import io.ragline.bench.retrieval.speed.SpeedCommand;
import io.ragline.bench.tables.TablesCommand;
import io.ragline.bench.text.TextCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' entry point. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Ragline.",
        subcommands = {
            EvalCommand.class,
            SpeedCommand.class,
            ChunkingCommand.class,
            QueueCommand.class,
            ChaosCommand.class,
            TextCommand.class,
            TablesCommand.class,
            ExtractCommand.class,
            CorpusCommand.class,
            MemoryCommand.class,
            AnswersCommand.class,
            AuthCommand.class
        })
public final class Bench {
    public static void main(String[] args) {
        // before anything logs: Quarkus' libraries bring this log manager and complain about any other
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        // or else what reads Office files complains that nobody takes its messages
        System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
        // as in the product; until Quarkus configures it, this log manager takes down everything, and Lettuce traces
        // each command
        Logger.getLogger("").setLevel(Level.INFO);
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
