package io.ragline.cli.demo;

import io.ragline.cli.ask.AnswerPrinter;
import io.ragline.cli.ask.Question;
import io.ragline.cli.demo.SampleHandbook.Sample;
import io.ragline.cli.http.IngestApi;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.ingest.Ingest;
import io.ragline.cli.ingest.files.FilePatterns;
import io.ragline.cli.ingest.files.FileWalk;
import io.ragline.cli.ingest.progress.IngestDisplay;
import io.ragline.cli.ingest.transfer.IngestTarget;
import io.ragline.cli.stack.LocalRagline;
import io.ragline.cli.stack.StackOptions;
import io.ragline.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Start Ragline, upload a sample handbook, ask two questions about it.",
        footer = {
            "",
            "Stays up until Ctrl-C, unless --no-stay is given. A Ragline that runs already is used and left running.",
            "Exit code: 0 both answers cite the right page (130 after Ctrl-C), 1 failed."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String COLLECTION = "demo";

    @Option(names = "--no-stay", description = "Stop again when the questions are answered.")
    private boolean leave;

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        try (LocalRagline ragline = LocalRagline.start(options, terminal)) {
            RaglineApi api = new RaglineApi(ragline.api(), ragline.apiKey());
            IngestApi uploads = new IngestApi(ragline.api(), ragline.apiKey());
            boolean good = upload(uploads, ragline.home().resolve("demo"), terminal) && askAll(api, terminal);
            return leave || !ragline.isOurs() || !good ? (good ? 0 : 1) : ragline.stay();
        }
    }

    private static boolean upload(IngestApi api, Path folder, Terminal terminal) {
        Path handbook = SampleHandbook.writeTo(folder);
        terminal.print("Uploading a sample: " + handbook);
        api.createCollection(COLLECTION);
        var files = new FileWalk(new FilePatterns(List.of(), List.of(), false), "").walk(List.of(handbook));
        IngestTarget target = new IngestTarget(COLLECTION, 1, Map.of(), true);
        return new Ingest(api, target, IngestDisplay.of(terminal, false)).run(files) == 0;
    }

    private static boolean askAll(RaglineApi api, Terminal terminal) {
        List<String> wrong = new ArrayList<>();
        for (Sample sample : SampleHandbook.SAMPLES) {
            terminal.print("");
            terminal.print("Question: " + sample.question());
            terminal.print("");
            var raw = new Question(api).ask(sample.question(), List.of(COLLECTION), Optional.empty(), Optional.empty());
            QueryResult result = Question.parse(raw);
            new AnswerPrinter(terminal).print(result);
            AnswerCheck.complaint(sample, result).ifPresent(wrong::add);
        }
        terminal.print("");
        wrong.forEach(complaint -> terminal.complain(terminal.cross() + " " + complaint));
        if (wrong.isEmpty()) {
            terminal.print(terminal.tick() + " Both answers cite the page on which the answer stands.");
        }
        return wrong.isEmpty();
    }
}
