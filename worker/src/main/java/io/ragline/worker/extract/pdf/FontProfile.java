package io.ragline.worker.extract.pdf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the body text of the pages seen so far is set in: what stands out from it may be a heading. */
final class FontProfile {
    private static final int MAX_SIZES = 1_000;

    private final Map<Integer, Long> charactersBySize = new HashMap<>();
    private long characters;
    private long boldCharacters;

    void add(List<Row> rows) {
        for (Row row : rows) {
            for (Segment segment : row.segments()) {
                int length = segment.text().length();
                int size = Math.round(segment.size() * 4);
                if (charactersBySize.size() < MAX_SIZES || charactersBySize.containsKey(size)) {
                    charactersBySize.merge(size, (long) length, Long::sum);
                }
                characters += length;
                boldCharacters += segment.bold() ? length : 0;
            }
        }
    }

    /** In points; 0 while nothing was seen. */
    float bodySize() {
        return charactersBySize.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(0)
                / 4f;
    }

    /** Whether so much is set in about that size that it can't be that of headings. */
    boolean isCommon(float size) {
        int quarters = Math.round(size * 4);
        long ofSize = 0;
        for (int near = quarters - 1; near <= quarters + 1; near++) {
            ofSize += charactersBySize.getOrDefault(near, 0L);
        }
        return ofSize > characters / 5;
    }

    /** Whether so much is bold that bold means nothing. */
    boolean mostlyBold() {
        return boldCharacters > characters / 3;
    }
}
