package io.ragline.cli.ingest;

import io.ragline.cli.http.ApiException;
import io.ragline.cli.http.ApiOptions;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.ingest.files.FilePatterns;
import io.ragline.cli.ingest.files.FileWalk;
import io.ragline.cli.ingest.files.FileWalk.SameIdException;
import io.ragline.cli.ingest.files.FileWalk.Walked;
import io.ragline.cli.ingest.progress.DryRunDisplay;
import io.ragline.cli.ingest.progress.IngestDisplay;
import io.ragline.cli.ingest.transfer.IngestTarget;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        name = "ingest",
        description = "Upload files and folders and wait until they can be asked about.",
        footer = {
            "",
            "A file is known by its path from the folder that you give, so each is a document of its own. Run the same"
                    + " command again, after an interruption or a change: the server is asked what it has, by path and"
                    + " content, and only what is new, changed or failed is uploaded. Nothing is kept here for that.",
            "",
            "A GLOB without a / is for names at any depth (*.pdf), with one for paths from the folder (docs/**/*.md);"
                    + " a / at its end makes it one for folders (old/). Quote it, or the shell replaces it. Left out"
                    + " unasked: hidden files and folders, node_modules, target, __pycache__, lock files of Office (~$*),"
                    + " Thumbs.db, desktop.ini.",
            "",
            "Ctrl-C stops uploading. What the server has accepted goes on without this command.",
            "",
            "Exit code: 0 all are in the collection, 1 some failed or were rejected, 2 wrong arguments, 3 the server can't"
                    + " be reached or refuses the key, 130 after Ctrl-C."
        })
public final class IngestCommand implements Callable<Integer> {

    private static final int UNREACHABLE = 3;
    private static final int MOST_PARALLEL = 64;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders, walked to their depths, and files: PDF, Office, HTML, Markdown, text, image, …")
    private List<Path> roots = new ArrayList<>();

    @Option(
            names = {"-c", "--collection"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Where to put them; default: ${DEFAULT-VALUE}.")
    private String collection = "default";

    @Option(names = "--create", description = "Create the collection if it is missing.")
    private boolean create;

    @Option(names = "--include", paramLabel = "GLOB", description = "Only files like this; may be given several times.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "No files and folders like this; may be given several times, and goes before --include.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--no-default-excludes", description = "Leave nothing out unasked.")
    private boolean all;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many uploads at once; default: ${DEFAULT-VALUE}.")
    private int parallel = 4;

    @Option(
            names = "--metadata",
            paramLabel = "K=V",
            description = "Kept with each of the files; may be given several times.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(
            names = "--external-id-prefix",
            paramLabel = "P",
            description = "Goes before each path, to tell folders with the same paths apart, such as handbook/.")
    private String prefix = "";

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Wait until all can be asked about (default); or return when all are uploaded.")
    private boolean wait = true;

    @Option(names = "--json", description = "Print a line of JSON for each thing that happens.")
    private boolean json;

    @Option(names = "--dry-run", description = "Show what would be uploaded, and do nothing.")
    private boolean dryRun;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw wrong("--parallel is 1 to %d, not %d.".formatted(MOST_PARALLEL, parallel));
        }
        IngestApi server = api.connectToIngest();
        Walked walked = walk();
        try {
            boolean exists = server.collectionExists(collection);
            if (!exists && !create) {
                throw wrong("There is no collection %s. Add --create to create it.".formatted(collection));
            }
            if (dryRun) {
                return new DryRun(server, new DryRunDisplay(terminal, json)).run(walked, collection, exists);
            }
            if (!exists) {
                server.createCollection(collection);
            }
            IngestTarget target = new IngestTarget(collection, parallel, metadata, wait);
            return new Ingest(server, target, IngestDisplay.of(terminal, json)).run(walked);
        } catch (ApiException e) {
            if (e.isUnreachable() || e.isUnauthorized()) {
                terminal.complain(String.valueOf(e.getMessage()));
                return UNREACHABLE;
            }
            throw e;
        }
    }

    private Walked walk() {
        try {
            return new FileWalk(new FilePatterns(include, exclude, !all), prefix).walk(roots);
        } catch (InvalidPathException e) {
            throw wrong("The pattern %s is wrong: %s.".formatted(e.getInput(), e.getReason()));
        } catch (SameIdException e) {
            throw wrong(e.getMessage() + " Ingest them one after the other, each with its own --external-id-prefix.");
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), problem);
    }
}
