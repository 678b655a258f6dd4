package io.ragline.cli.ingest.progress;

import io.ragline.cli.terminal.Terminal;
import java.util.List;

/** Draws the state over itself, at a terminal where a person watches. */
final class LiveDisplay implements IngestDisplay {

    private static final String ESC = "\u001b[";
    private static final String HIDE_CURSOR = ESC + "?25l";
    private static final String SHOW_CURSOR = ESC + "?25h";
    // a line that is too wide, since the window was made smaller, is cut and does not become two
    private static final String NO_WRAP = ESC + "?7l";
    private static final String WRAP = ESC + "?7h";
    private static final String CLEAR_LINE = ESC + "K";
    private static final String CLEAR_BELOW = ESC + "J";

    private final Terminal terminal;
    private final Screen screen;
    private final Report report;
    private int drawn;

    LiveDisplay(Terminal terminal) {
        this.terminal = terminal;
        this.screen = new Screen(terminal.width(), terminal.canShow("█…│·"));
        this.report = new Report(terminal);
    }

    @Override
    public void begin(Intent intent) {
        terminal.print(Sentences.intent(intent));
    }

    @Override
    public void outcome(FileOutcome outcome) {
        report.keep(outcome);
    }

    @Override
    public void show(Snapshot snapshot) {
        List<String> lines = screen.lines(snapshot);
        StringBuilder frame = new StringBuilder(HIDE_CURSOR + NO_WRAP + toTop());
        lines.forEach(line -> frame.append(line).append(CLEAR_LINE).append('\n'));
        drawn = lines.size();
        write(frame.append(CLEAR_BELOW).append(WRAP));
    }

    @Override
    public void end(Ending ending) {
        write(new StringBuilder(toTop() + CLEAR_BELOW + SHOW_CURSOR));
        report.print(ending);
    }

    private String toTop() {
        return "\r" + (drawn == 0 ? "" : ESC + drawn + "A");
    }

    private void write(StringBuilder frame) {
        terminal.out().print(frame);
        terminal.out().flush();
    }
}
