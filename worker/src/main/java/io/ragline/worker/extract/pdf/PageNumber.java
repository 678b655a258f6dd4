package io.ragline.worker.extract.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in a line that may be that of the page.
 *
 * @param printed as it stands there
 * @param roman whether in roman numerals
 * @param ahead how far it is ahead of the page's place in the document, counted from 1: the same for all pages of a
 *     stretch if it is the page's number
 */
record PageNumber(String printed, boolean roman, int ahead) {
    private static final Pattern TOKEN = Pattern.compile("\\d{1,5}|\\b[ivxlc]{1,8}\\b|\\b[IVXLC]{1,8}\\b");
    /** What says that the number beside it is that of a page. */
    private static final Pattern BEFORE =
            Pattern.compile("(?:\\bpage|\\bseite|\\bpagina|\\bpágina|\\bp\\.|\\bs\\.)\\s*$", Pattern.CASE_INSENSITIVE);

    private static final Pattern AFTER =
            Pattern.compile("^\\s*(?:of|von|de|sur|/)\\s*\\d{1,5}", Pattern.CASE_INSENSITIVE);

    private static final Pattern LONE = Pattern.compile(
            "(?:[-–—|·•\\[(]\\s*)?(?:(?:page|seite|pagina|página|p\\.|s\\.)\\s*)?(?:\\d{1,5}|[ivxlc]{1,8})"
                    + "(?:\\s*(?:of|/|von|de|sur)\\s*\\d{1,5})?(?:\\s*[-–—|·•\\])])?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Numbers at the beginning and at the end of the line; one in its midst only as {@code page 3}. */
    static List<PageNumber> in(String line, int page) {
        List<PageNumber> found = new ArrayList<>();
        boolean lone = isLone(line);
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            String before = line.substring(0, token.start());
            String after = line.substring(token.end());
            boolean outer = isWithoutLetters(before) || isWithoutLetters(after);
            boolean named =
                    BEFORE.matcher(before).find() || AFTER.matcher(after).find();
            int value = outer || named || lone ? value(token.group()) : 0;
            if (value > 0) {
                boolean roman = !Character.isDigit(token.group().charAt(0));
                found.add(new PageNumber(token.group(), roman, value - page));
            }
        }
        return found;
    }

    /** Whether the line says nothing but a page's number: {@code 7}, {@code - vii -}, {@code Page 7 of 12}. */
    static boolean isLone(String line) {
        return line.length() < 40 && LONE.matcher(line.strip()).matches();
    }

    boolean numbersLike(PageNumber other) {
        return roman == other.roman && ahead == other.ahead;
    }

    private static boolean isWithoutLetters(String text) {
        return text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static int value(String token) {
        return Character.isDigit(token.charAt(0)) ? Integer.parseInt(token) : roman(token.toLowerCase(Locale.ROOT));
    }

    /** 0 if it is no roman numeral in its usual form. */
    private static int roman(String numeral) {
        int value = 0;
        int before = 0;
        for (int i = numeral.length() - 1; i >= 0; i--) {
            int digit = switch (numeral.charAt(i)) {
                case 'i' -> 1;
                case 'v' -> 5;
                case 'x' -> 10;
                case 'l' -> 50;
                default -> 100;
            };
            value += digit < before ? -digit : digit;
            before = Math.max(before, digit);
        }
        return numeral.equals(asRoman(value)) ? value : 0;
    }

    private static String asRoman(int value) {
        String[] numerals = {"c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
        int[] values = {100, 90, 50, 40, 10, 9, 5, 4, 1};
        StringBuilder roman = new StringBuilder();
        int rest = value;
        for (int i = 0; i < values.length; i++) {
            while (rest >= values[i]) {
                roman.append(numerals[i]);
                rest -= values[i];
            }
        }
        return roman.toString();
    }
}
