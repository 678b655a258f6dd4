package io.ragline.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.cli.http.ApiOptions;
import io.ragline.cli.http.JobState;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.RaglineApi;
import io.ragline.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ask",
        description = "Ask a question; print the answer and the pages that it comes from.",
        footer = {
            "",
            "Exit code: 0 answered (also when nothing relevant was found, which the answer then says), 1 failed or"
                    + " cancelled, or the API cannot be reached, 2 wrong arguments."
        })
public final class AskCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "The question.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-c", "--collection"},
            paramLabel = "NAME",
            description = "Search this collection instead of default; may be given several times.")
    private List<String> collections = new ArrayList<>();

    @Option(names = "--top-k", paramLabel = "N", description = "Use at most this many passages.")
    private @Nullable Integer topK;

    @Option(
            names = "--conversation",
            paramLabel = "ID|new",
            description =
                    "Continue this conversation, so that the question may refer to what was said; 'new' begins one and"
                            + " tells its id on the error output.")
    private @Nullable String conversation;

    @Option(names = "--json", description = "Print the API's result as JSON.")
    private boolean json;

    @Mixin
    private ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        RaglineApi ragline = api.connect();
        JsonNode raw = new Question(ragline)
                .ask(
                        String.join(" ", words),
                        collections,
                        Optional.ofNullable(topK),
                        Optional.ofNullable(conversation).map(id -> continued(id, ragline, terminal)));
        QueryResult result = Question.parse(raw);
        if (json) {
            terminal.print(raw.toPrettyString());
        } else {
            new AnswerPrinter(terminal).print(result);
        }
        return result.state() == JobState.SUCCEEDED ? 0 : 1;
    }

    private String continued(String id, RaglineApi ragline, Terminal terminal) {
        if (!id.equals("new")) {
            return id;
        }
        String begun = ragline.converse(collections);
        terminal.complain("Go on with --conversation " + begun);
        return begun;
    }
}
