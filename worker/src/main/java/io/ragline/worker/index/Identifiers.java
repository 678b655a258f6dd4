package io.ragline.worker.index;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for itself in a text, and would lose that as words: part numbers ({@code ACE-2}), sections ({@code 12(3)}), names in
 * code ({@code foo_bar}), numbers, versions, addresses, and abbreviations ({@code IT}), which differ from words by their case only.
 */
public final class Identifiers {
    /** Longer ones are data. */
    private static final int MAX_LENGTH = 100;

    /** Between spaces, from its first letter or digit to its last one, or to the signs of {@code C++} and {@code C#}. */
    private static final Pattern CANDIDATE =
            Pattern.compile("[\\p{L}\\p{N}](?:\\S*[\\p{L}\\p{N}])?(?:\\+\\+|#(?=\\P{L}|$))?");

    private static final Pattern ABBREVIATION = Pattern.compile("\\p{Lu}{2,6}");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:['’-][\\p{L}\\p{M}]+)*");

    private Identifiers() {}

    /** Each once, in the order of the text; those of letters and digits without what parts them, too. */
    public static Set<String> of(String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher candidate = CANDIDATE.matcher(Characters.plain(text));
        while (candidate.find()) {
            String token = candidate.group();
            if (ABBREVIATION.matcher(token).matches()) {
                found.add(token);
            } else if (token.length() <= MAX_LENGTH && !WORD.matcher(token).matches()) {
                found.add(token.toLowerCase(Locale.ROOT));
                addJoined(token, found);
            }
        }
        return found;
    }

    /** {@code ACE-2} is also written {@code ACE2} and {@code ACE 2}; {@code 12-3} is not 123. */
    private static void addJoined(String token, Set<String> to) {
        boolean letters = token.chars().anyMatch(Character::isLetter);
        boolean digits = token.chars().anyMatch(Character::isDigit);
        if (letters && digits) {
            to.add(token.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT));
        }
    }
}
