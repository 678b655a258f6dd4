package io.ragline.worker.extract.rtf;

import org.jspecify.annotations.Nullable;

/** Control words that stand for characters. */
final class RtfCharacters {
    private RtfCharacters() {}

    /** Null for any other word. */
    static @Nullable String of(String word) {
        return switch (word) {
            case "tab" -> "\t";
            case "line", "lbr" -> "\n";
            case "emdash" -> "\u2014";
            case "endash" -> "\u2013";
            case "emspace", "enspace", "qmspace" -> " ";
            case "bullet" -> "\u2022";
            case "lquote" -> "\u2018";
            case "rquote" -> "\u2019";
            case "ldblquote" -> "\u201c";
            case "rdblquote" -> "\u201d";
            default -> null;
        };
    }
}
