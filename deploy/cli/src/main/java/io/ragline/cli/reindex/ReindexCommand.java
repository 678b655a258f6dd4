package io.ragline.cli.reindex;

import io.ragline.cli.http.ApiOptions;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "reindex",
        description = {
            "Index collections anew from what was kept when their documents were read: with other chunks, another embedding"
                    + " model or analyzer, or, to fill an index that is new to the workers, with everything as it is.",
            "Questions see the old index until the new one is complete."
        },
        footer = {"", "Exit code: 0 done, 1 documents failed, or the API cannot be reached, 2 wrong arguments."})
public final class ReindexCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Parameters(paramLabel = "COLLECTION", arity = "0..*", description = "The collections.")
    private List<String> collections = new ArrayList<>();

    @Option(names = "--all", description = "All collections.")
    private boolean all;

    @Option(names = "--strategy", paramLabel = "NAME", description = "Cut by structure, fixed or page.")
    private @Nullable String strategy;

    @Option(names = "--size", paramLabel = "TOKENS", description = "Most tokens of a chunk.")
    private @Nullable Integer size;

    @Option(
            names = "--overlap",
            paramLabel = "TOKENS",
            description = "Most tokens that a chunk repeats of the one before.")
    private @Nullable Integer overlap;

    @Option(names = "--embedding-model", paramLabel = "NAME", description = "Embed by this model.")
    private @Nullable String embeddingModel;

    @Option(names = "--analyzer", paramLabel = "NAME", description = "Search terms by english or icu.")
    private @Nullable String analyzer;

    @Option(names = "--no-wait", description = "Return when it has begun.")
    private boolean noWait;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws InterruptedException {
        if (all == !collections.isEmpty() && command != null) {
            throw new ParameterException(command.commandLine(), "Name collections, or give --all.");
        }
        Terminal terminal = Terminal.standard();
        RaglineApi ragline = api.connect();
        Reindexing reindexing = new Reindexing(ragline, terminal, LOOK_EVERY);
        return reindexing.run(all ? ragline.collections() : collections, settings(), !noWait) ? 0 : 1;
    }

    private Map<String, Object> settings() {
        Map<String, Object> chunking = new LinkedHashMap<>();
        putIfGiven("strategy", strategy, chunking);
        putIfGiven("size", size, chunking);
        putIfGiven("overlap", overlap, chunking);
        Map<String, Object> settings = new LinkedHashMap<>();
        putIfGiven("chunking", chunking.isEmpty() ? null : chunking, settings);
        putIfGiven("embeddingModel", embeddingModel, settings);
        putIfGiven("analyzer", analyzer, settings);
        return settings;
    }

    private static void putIfGiven(String name, @Nullable Object value, Map<String, Object> to) {
        if (value != null) {
            to.put(name, value);
        }
    }
}
