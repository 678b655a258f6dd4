package io.ragline.worker.extract.markup;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the declarations out of an XHTML document's type ({@code <!DOCTYPE html [ … ]>}). HTML has none: its parsers end the type
 * at the first declaration, and take the rest for text.
 */
final class InternalDtd {
    /** One that is longer stays. */
    private static final int LONGEST = 64 * 1_024;

    private static final Pattern BEFORE = Pattern.compile(
            "\\uFEFF?(?:\\s++|<\\?(?:[^?]|\\?(?!>))*+\\?>|<!--(?:[^-]|-(?!->))*+-->)*+<!DOCTYPE(?:[^\\[>\"']|\"[^\"]*+\"|'[^']*+')*+\\[",
            Pattern.CASE_INSENSITIVE);

    private InternalDtd() {}

    /** The same text without it; ends with the other one. */
    static Reader leftOut(Reader html) throws IOException {
        char[] head = new char[LONGEST];
        int length = 0;
        for (int read = 0; read >= 0 && length < LONGEST; read = html.read(head, length, LONGEST - length)) {
            length += read;
        }
        String text = new String(head, 0, length);
        Matcher before = BEFORE.matcher(text);
        int start = before.lookingAt() ? before.end() - 1 : 0;
        int end = start > 0 ? end(text, start + 1) : 0;
        if (end == length) {
            start = 0; // what is never closed is no such thing
            end = 0;
        }
        PushbackReader rest = new PushbackReader(html, LONGEST);
        rest.unread(head, end, length - end);
        rest.unread(head, 0, start);
        return rest;
    }

    /** Behind the bracket that closes the declarations; the text's length if none does. */
    private static int end(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ']') {
                return at + 1;
            } else if (text.startsWith("<!--", at)) {
                at = behind(text, "-->", at + 4);
            } else if (text.startsWith("<?", at)) {
                at = behind(text, "?>", at + 2);
            } else if (c == '"' || c == '\'') {
                at = behind(text, String.valueOf(c), at + 1);
            } else {
                at++;
            }
        }
        return text.length();
    }

    private static int behind(String text, String what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? text.length() : found + what.length();
    }
}
