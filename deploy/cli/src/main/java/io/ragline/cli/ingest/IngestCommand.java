package io.ragline.cli.ingest;

import io.ragline.cli.http.ApiOptions;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ingest",
        description = "Upload files and wait until they can be asked about.",
        footer = {"", "Exit code: 0 all are in the collection, 1 at least one is not, 2 wrong arguments."})
public final class IngestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "PDF, Office, HTML, Markdown, text, image, …")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-c", "--collection"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Where to put them (default ${DEFAULT-VALUE}); created when missing.")
    private String collection = "default";

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        List<FileOutcome> outcomes = new Ingest(api.connect(), collection, terminal).run(files);
        return new OutcomeReport(terminal).print(outcomes, collection) ? 0 : 1;
    }
}
