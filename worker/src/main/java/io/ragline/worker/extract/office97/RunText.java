package io.ragline.worker.extract.office97;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.Range;

/** What a stretch of a DOC says: without what is hidden or deleted, and of fields (links, page numbers) what they show. */
final class RunText {
    private static final char FIELD_BEGIN = 0x13;
    private static final char FIELD_SEPARATOR = 0x14;
    private static final char FIELD_END = 0x15;
    private static final char NOTE = 0x02;

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> anchors = new ArrayList<>();
    /** Of each field that is open, whether its code, not what it shows, is passing. */
    private final List<Boolean> fields = new ArrayList<>();

    private RunText() {}

    static RunText read(Range range) {
        RunText read = new RunText();
        for (int i = 0; i < range.numCharacterRuns(); i++) {
            CharacterRun run = range.getCharacterRun(i);
            if (!run.isVanished() && !run.isMarkedDeleted()) {
                read.add(run);
            }
        }
        return read;
    }

    static String of(Range range) {
        return read(range).text();
    }

    private void add(CharacterRun run) {
        String characters = run.text();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            switch (c) {
                case FIELD_BEGIN -> fields.add(true);
                case FIELD_SEPARATOR -> {
                    if (!fields.isEmpty()) {
                        fields.set(fields.size() - 1, false);
                    }
                }
                case FIELD_END -> {
                    if (!fields.isEmpty()) {
                        fields.removeLast();
                    }
                }
                case NOTE -> anchors.add(run.getStartOffset() + i);
                default -> {
                    if (!fields.contains(true)) {
                        text.append(shown(c));
                    }
                }
            }
        }
    }

    private static String shown(char c) {
        return switch (c) {
            case 0x0b, '\r' -> "\n";
            case 0x0c, 0x07 -> " ";
            case 0x1e -> "-";
            default -> Character.toString(c);
        };
    }

    String text() {
        return text.toString();
    }

    /** Where in the document notes hang. */
    List<Integer> anchors() {
        return anchors;
    }
}
