package io.ragline.worker.extract.pdf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells headings from text by how they are set: larger than the body, or bold and alone on their lines. In doubt it is
 * text: a missed heading costs a chunk its title, a wrong one tears a paragraph apart.
 */
final class Headings {
    private static final int MAX_LENGTH = 160;
    private static final int MAX_BOLD_LENGTH = 100;
    private static final int MAX_ROWS = 3;
    private static final float LARGER = 1.12f;
    private static final float LEVEL_1 = 1.55f;
    private static final float LEVEL_2 = 1.25f;
    private static final Pattern NUMBERED = Pattern.compile(
            "^(?:(?:Chapter|Section|Kapitel|Chapitre)\\s+)?(\\d{1,3}(?:\\.\\d{1,3}){0,5})\\.?\\s+\\p{L}.*");
    private static final Pattern CAPTION = Pattern.compile(
            "^(?:Fig(?:ure|\\.)?|Tab(?:le|\\.)?|Abb(?:ildung|\\.)?|Tabelle|Listing)\\s*(?:[A-Z][-.]?)?[\\dIVX].*");

    private final FontProfile profile;
    private final float bodySize;
    private final boolean boldMeansNothing;

    Headings(FontProfile profile) {
        this.profile = profile;
        this.bodySize = profile.bodySize();
        this.boldMeansNothing = profile.mostlyBold();
    }

    /** 1 to 3 for a heading, 0 for text. */
    int level(BlockText block) {
        String text = block.text();
        float ratio = bodySize == 0 ? 1 : block.firstRow().size() / bodySize;
        if (!looksLikeTitle(block, text) || !(isLarger(block, ratio) || isBoldTitle(block, text, ratio))) {
            return 0;
        }
        Matcher numbered = NUMBERED.matcher(text);
        if (numbered.matches()) {
            return Math.min(3, numbered.group(1).split("\\.").length);
        }
        if (ratio >= LEVEL_1) {
            return 1;
        }
        return ratio >= LEVEL_2 ? 2 : 3;
    }

    private static boolean looksLikeTitle(BlockText block, String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        boolean mostlyLetters = letters >= 3 && letters * 2 > text.length();
        return mostlyLetters
                && text.length() <= MAX_LENGTH
                && block.rows().size() <= MAX_ROWS
                && !endsLikeText(text)
                && !CAPTION.matcher(text).matches();
    }

    private static boolean endsLikeText(String text) {
        char last = text.charAt(text.length() - 1);
        return last == ',' || last == ';' || last == '-' || last == '.' && text.length() > 60;
    }

    private boolean isLarger(BlockText block, float ratio) {
        return ratio >= LARGER
                && (ratio >= LEVEL_1 || !profile.isCommon(block.firstRow().size()));
    }

    private boolean isBoldTitle(BlockText block, String text, float ratio) {
        int first = text.codePointAt(0);
        return !boldMeansNothing
                && ratio > 0.95f
                && block.rows().stream().allMatch(Row::bold)
                && block.rows().size() <= 2
                && text.length() <= MAX_BOLD_LENGTH
                && text.charAt(text.length() - 1) != '.'
                && block.rows().stream().allMatch(row -> row.segments().size() <= 2)
                && (Character.isUpperCase(first) || Character.isDigit(first) || !Character.isAlphabetic(first));
    }
}
