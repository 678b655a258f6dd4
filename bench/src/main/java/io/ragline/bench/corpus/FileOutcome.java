package io.ragline.bench.corpus;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of a file.
 *
 * @param ending how
 * @param code why, unless it succeeded
 * @param detail why, for people
 * @param warnings how many of each code
 * @param millis that it took
 */
record FileOutcome(Path file, Ending ending, String code, String detail, Map<String, Integer> warnings, long millis) {

    /** Codes that say nothing of the file. */
    private static final Set<String> UNSPECIFIC = Set.of("INTERNAL_ERROR", "POISONED", "EXTRACTION_CRASHED");

    /** How it ended. */
    enum Ending {
        SUCCEEDED("succeeded"),
        FAILED("failed"),
        /** At upload, before any job. */
        REJECTED("rejected"),
        /** Not at all. */
        HUNG("hung");

        private final String word;

        Ending(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    FileOutcome {
        warnings = Map.copyOf(warnings);
    }

    static FileOutcome succeeded(Path file, Map<String, Integer> warnings, long millis) {
        return new FileOutcome(file, Ending.SUCCEEDED, "", "", warnings, millis);
    }

    static FileOutcome failed(Path file, String code, String detail, Map<String, Integer> warnings, long millis) {
        return new FileOutcome(file, Ending.FAILED, code, detail, warnings, millis);
    }

    static FileOutcome rejected(Path file, String code, String detail) {
        return new FileOutcome(file, Ending.REJECTED, code, detail, Map.of(), 0);
    }

    static FileOutcome hung(Path file, long millis) {
        return new FileOutcome(file, Ending.HUNG, "", "it did not end", Map.of(), millis);
    }

    /** Whether it is as no file may end. */
    boolean isUnacceptable() {
        return ending == Ending.HUNG || UNSPECIFIC.contains(code);
    }

    boolean hasWarnings() {
        return !warnings.isEmpty();
    }

    /** In a word or two, such as {@code failed: DOCUMENT_ENCRYPTED} or {@code succeeded: 2 × PAGE_WITHOUT_TEXT}. */
    String inWords() {
        StringBuilder words = new StringBuilder(ending.toString());
        if (!code.isEmpty()) {
            words.append(": ").append(code);
        }
        new TreeMap<>(warnings)
                .forEach((warning, count) -> words.append(words.indexOf(":") < 0 ? ": " : ", ")
                        .append(count)
                        .append(" × ")
                        .append(warning));
        return words.toString();
    }
}
