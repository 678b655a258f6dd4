package io.ragline.blob;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of the formats that are written as text a file is, by its beginning. */
final class TextGlimpse {
    private static final int MARKUP_WITHIN = 8_192;
    private static final Pattern HTML = Pattern.compile(
            "<(?:!doctype\\s+html|html|head|body|title|meta|h[1-6]|div|table|p|script|style|link|base|center|font)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_PAGE =
            Pattern.compile("<(?:!doctype\\s+html|html|head|body)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY_HTML =
            Pattern.compile("<(?:html|body|head|h[1-6]|div|table|p|a|br|span|ul)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern FLAT_OPEN_DOCUMENT =
            Pattern.compile("<office:document\\b[^>]{0,8000}office:mimetype\\s*=\\s*[\"']"
                    + "application/vnd\\.oasis\\.opendocument\\.(?:text|spreadsheet|presentation)");
    private static final Pattern HEADER_LINE = Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,60}):.*");
    private static final Pattern MAILBOX = Pattern.compile("\\n\\r?\\nFrom \\S{1,200} [A-Z][a-z]{2} ");
    private static final Set<String> MAIL_HEADERS = Set.of(
            "from",
            "to",
            "cc",
            "date",
            "subject",
            "received",
            "return-path",
            "delivered-to",
            "message-id",
            "reply-to",
            "mime-version",
            "content-type",
            "sender",
            "dkim-signature",
            "x-mailer",
            "envelope-to");
    private static final List<String> MARKDOWN_NAMES = List.of(".md", ".markdown", ".mdown", ".mkd", ".mkdn");
    private static final List<String> HTML_NAMES = List.of(".html", ".htm", ".xhtml", ".xht");
    private static final List<String> DELIMITED_NAMES = List.of(".csv", ".tsv", ".tab");

    private final String text;
    private final boolean whole;
    private final String name;

    /** @param whole whether {@code head} is the whole file */
    TextGlimpse(byte[] head, boolean whole, String filename) {
        this.text = decoded(head);
        this.whole = whole;
        this.name = filename.toLowerCase(Locale.ROOT);
    }

    /** Each byte as a character, but for UTF-16 with its mark: enough to see the marks of a format. */
    private static String decoded(byte[] head) {
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            return new String(head, 3, head.length - 3, StandardCharsets.ISO_8859_1);
        }
        Charset charset = starts(head, 0xff, 0xfe)
                ? StandardCharsets.UTF_16LE
                : starts(head, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        int mark = charset == StandardCharsets.ISO_8859_1 ? 0 : 2;
        return new String(head, mark, head.length - mark, charset);
    }

    private static boolean starts(byte[] head, int first, int... more) {
        if (head.length <= more.length || (head[0] & 0xff) != first) {
            return false;
        }
        for (int i = 0; i < more.length; i++) {
            if ((head[i + 1] & 0xff) != more[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether bytes are text in any encoding: such have no control characters, or hardly any amid letters of ASCII, but
     * for UTF-16, of which as a rule every other byte is zero.
     */
    static boolean isText(byte[] head) {
        if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff) || isUtf16(head)) {
            return true;
        }
        int controls = 0;
        int high = 0;
        for (byte b : head) {
            if (b == 0) {
                return false;
            }
            controls += b > 0 && b < ' ' && "\t\n\f\r\u001b".indexOf(b) < 0 ? 1 : 0;
            high += b < 0 ? 1 : 0;
        }
        return controls == 0 || controls * 50L < head.length && high * 10L < head.length;
    }

    private static boolean isUtf16(byte[] head) {
        int[] zeros = new int[2];
        for (int i = 0; i < head.length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        return head.length > 8 && Math.min(zeros[0], zeros[1]) == 0 && Math.max(zeros[0], zeros[1]) > head.length / 5;
    }

    /** A format that its own marks tell, whatever else the bytes look like. */
    Optional<DocumentType> marked() {
        if (text.stripLeading().startsWith("{\\rtf")) {
            return Optional.of(DocumentType.RTF);
        }
        String markup = text.substring(0, Math.min(text.length(), MARKUP_WITHIN));
        int from = behindPrologue(markup);
        // Markdown may begin with a tag too
        Pattern html = endsWith(MARKDOWN_NAMES) ? HTML_PAGE : HTML;
        if (html.matcher(markup).region(from, markup.length()).lookingAt()) {
            return Optional.of(DocumentType.HTML);
        }
        if (FLAT_OPEN_DOCUMENT.matcher(markup).region(from, markup.length()).lookingAt()) {
            return Optional.of(DocumentType.FLAT_OPEN_DOCUMENT);
        }
        return isMail() ? Optional.of(DocumentType.MAIL) : Optional.empty();
    }

    /** Behind white space, comments and what XML says of itself. */
    private static int behindPrologue(String markup) {
        int at = 0;
        while (at < markup.length()) {
            if (Character.isWhitespace(markup.charAt(at))) {
                at++;
                continue;
            }
            String closing = markup.startsWith("<!--", at) ? "-->" : markup.startsWith("<?", at) ? "?>" : "";
            int end = closing.isEmpty() ? -1 : markup.indexOf(closing, at);
            if (end < 0) {
                return at;
            }
            at = end + closing.length();
        }
        return at;
    }

    /** Of what is text: which kind. */
    DocumentType kind() {
        if (endsWith(MARKDOWN_NAMES)) {
            return DocumentType.MARKDOWN;
        }
        if (endsWith(HTML_NAMES) && ANY_HTML.matcher(text).find()) {
            return DocumentType.HTML;
        }
        boolean delimited = endsWith(DELIMITED_NAMES)
                ? DelimitedText.of(text, whole).isPresent()
                : DelimitedText.surely(text, whole).isPresent();
        return delimited ? DocumentType.CSV : DocumentType.PLAIN_TEXT;
    }

    private boolean endsWith(List<String> endings) {
        return endings.stream().anyMatch(name::endsWith);
    }

    /**
     * At least three headers of mails, and no other lines before the first empty one, but for the line that parts mails in
     * a mailbox, if it holds one mail only.
     */
    private boolean isMail() {
        Set<String> found = new HashSet<>();
        int lines = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (lines == 0 && line.startsWith("From ") && !MAILBOX.matcher(text).find()) {
                continue;
            }
            if (line.isEmpty() && lines > 0 || lines > 500) {
                break;
            }
            boolean goesOn = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            var header = HEADER_LINE.matcher(line);
            if (header.matches()) {
                String headerName = header.group(1).toLowerCase(Locale.ROOT);
                if (MAIL_HEADERS.contains(headerName)) {
                    found.add(headerName);
                }
            } else if (!goesOn || lines == 0) {
                return false;
            }
            lines++;
        }
        return found.size() >= 3 && (found.contains("from") || found.contains("received") || found.contains("date"));
    }
}
