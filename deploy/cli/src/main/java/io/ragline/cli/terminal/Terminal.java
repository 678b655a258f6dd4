package io.ragline.cli.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Where a command writes to.
 *
 * @param interactive whether a person watches, so that lines may be drawn over
 * @param width columns to wrap at
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, int width) {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int STANDARD_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;
    private static final int READABLE_WIDTH = 100;

    public Terminal {
        if (width < LEAST_WIDTH) {
            throw new IllegalArgumentException("A terminal is at least " + LEAST_WIDTH + " columns wide, not " + width);
        }
    }

    /** The terminal of this process; the script says whether there is one, since Java itself cannot tell for output alone. */
    public static Terminal standard() {
        boolean interactive = Boolean.getBoolean("ragline.tty");
        return new Terminal(System.out, System.err, interactive, interactive ? columns() : STANDARD_WIDTH);
    }

    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
                int columns = Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
                return Math.clamp(columns, LEAST_WIDTH, READABLE_WIDTH);
            }
        } catch (IOException | NumberFormatException e) {
            return STANDARD_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return STANDARD_WIDTH;
    }

    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** What went wrong, where a script that reads the output does not take it for output. */
    public void complain(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    /** The mark before what succeeded, in what this terminal's character set has. */
    public String tick() {
        return canShow("✓") ? "✓" : "+";
    }

    /** The mark before what failed. */
    public String cross() {
        return canShow("✗") ? "✗" : "x";
    }

    public boolean canShow(String text) {
        Charset charset = out.charset();
        return charset.newEncoder().canEncode(text);
    }

    /** Breaks text at spaces so that no line is wider than the terminal; paragraphs stay apart. */
    public String wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(paragraph -> wrapParagraph(paragraph, width - indent.length(), lines));
        return indent + String.join(System.lineSeparator() + indent, lines);
    }

    private static void wrapParagraph(String paragraph, int columns, List<String> lines) {
        var line = new StringBuilder();
        for (String word : SPACES.splitAsStream(paragraph.strip()).toList()) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
    }

    /** A time for a person: {@code 0.8 s}, {@code 2 min 5 s}, {@code 3 h 12 min}, {@code 4 d 1 h}. */
    public static String duration(long millis) {
        long seconds = millis / 1000;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min " + seconds % 60 + " s";
        }
        long hours = minutes / 60;
        return hours < 24 ? hours + " h " + minutes % 60 + " min" : hours / 24 + " d " + hours % 24 + " h";
    }
}
