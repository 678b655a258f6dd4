package io.ragline.cli.ask;

import io.ragline.cli.http.JobError;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.QueryResult.Answer;
import io.ragline.cli.http.QueryResult.Citation;
import io.ragline.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Prints an answer with its citations, or why there is none. */
public final class AnswerPrinter {

    private static final int LONGEST_QUOTE = 240;
    private static final String CUT_OFF =
            "The answer was cut off at the longest that is allowed, so its end is missing. Ask for something shorter, or allow"
                    + " longer ones (RAGLINE_CHAT_MAX_ANSWER_TOKENS).";

    private final Terminal terminal;

    public AnswerPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    public void print(QueryResult result) {
        Answer answer = result.result();
        if (answer == null) {
            terminal.complain(failure(result));
            return;
        }
        terminal.print(terminal.wrap(Objects.requireNonNullElse(answer.answer(), ""), ""));
        if (answer.truncated()) {
            terminal.complain(CUT_OFF);
        }
        var citations = Objects.requireNonNullElse(answer.citations(), List.<Citation>of());
        if (!citations.isEmpty()) {
            terminal.print("");
            citations.forEach(citation -> terminal.print(terminal.wrap(line(citation), "")));
        }
    }

    private static String failure(QueryResult result) {
        JobError error = result.error();
        String status = result.state().name().toLowerCase(Locale.ROOT);
        return error == null ? "The question was " + status + "." : "The question " + status + ": " + error.reason();
    }

    private static String line(Citation citation) {
        return "[%d] %s, page %d: \"%s\""
                .formatted(
                        citation.n(),
                        Objects.requireNonNullElse(citation.filename(), "(no name)"),
                        citation.page(),
                        shortened(Objects.requireNonNullElse(citation.quote(), "")));
    }

    private static String shortened(String quote) {
        String oneLine = quote.strip().replaceAll("\\s+", " ");
        if (oneLine.length() <= LONGEST_QUOTE) {
            return oneLine;
        }
        int cut = oneLine.lastIndexOf(' ', LONGEST_QUOTE);
        return oneLine.substring(0, cut < 0 ? LONGEST_QUOTE : cut) + " …";
    }
}
