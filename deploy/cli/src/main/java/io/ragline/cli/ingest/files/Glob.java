package io.ragline.cli.ingest.files;

import java.nio.file.InvalidPathException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths, as shells and {@code .gitignore} have them: {@code *} and {@code ?} stay within a name,
 * {@code **} goes across folders (and may be none), {@code [a-z]} is one character of those, {@code {a,b}} is either. Without a
 * {@code /} it is for names at any depth; with one for paths from the folder that was given. A {@code /} at its end makes it
 * one for folders. Upper and lower case are alike.
 */
public final class Glob {

    private final Pattern regex;
    private final boolean wholePath;
    private final boolean foldersOnly;

    private Glob(Pattern regex, boolean wholePath, boolean foldersOnly) {
        this.regex = regex;
        this.wholePath = wholePath;
        this.foldersOnly = foldersOnly;
    }

    /** @throws InvalidPathException if it is none, with the reason */
    public static Glob of(String text) {
        boolean foldersOnly = text.endsWith("/");
        String body = foldersOnly ? text.substring(0, text.length() - 1) : text;
        boolean wholePath = body.contains("/");
        String anchored = body.startsWith("./") ? body.substring(2) : body.startsWith("/") ? body.substring(1) : body;
        if (anchored.isEmpty()) {
            throw new InvalidPathException(text, "The pattern is empty");
        }
        try {
            int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
            return new Glob(Pattern.compile(new Translation(anchored).regex(), flags), wholePath, foldersOnly);
        } catch (PatternSyntaxException e) {
            String reason = e.getDescription() == null ? "It is no pattern" : e.getDescription();
            throw new InvalidPathException(text, reason, e.getIndex());
        }
    }

    /** @param path relative to the folder that was given, with {@code /} between its names */
    boolean matchesFile(String path) {
        return !foldersOnly && matches(path);
    }

    /** @param path as of {@link #matchesFile} */
    boolean matchesFolder(String path) {
        return matches(path);
    }

    private boolean matches(String path) {
        String subject = wholePath ? path : path.substring(path.lastIndexOf('/') + 1);
        return regex.matcher(subject).matches();
    }

    @Override
    public String toString() {
        return regex.pattern();
    }

    /** Makes a regular expression of a pattern, character by character. */
    private static final class Translation {
        private final String glob;
        private final StringBuilder out = new StringBuilder();
        private int at;
        private int braces;

        Translation(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (at < glob.length()) {
                char c = glob.charAt(at++);
                switch (c) {
                    case '*' -> star();
                    case '?' -> out.append("[^/]");
                    case '[' -> set();
                    case '{' -> open();
                    case '}' -> close();
                    case ',' -> out.append(braces > 0 ? "|" : ",");
                    case '\\' -> literal(at < glob.length() ? glob.charAt(at++) : '\\');
                    default -> literal(c);
                }
            }
            if (braces > 0) {
                throw new PatternSyntaxException("A { is not closed", glob, -1);
            }
            return out.toString();
        }

        private void star() {
            boolean startsName = at == 1 || glob.charAt(at - 2) == '/';
            if (at == glob.length() || glob.charAt(at) != '*') {
                out.append("[^/]*");
                return;
            }
            at++;
            if (startsName && at < glob.length() && glob.charAt(at) == '/') {
                at++;
                out.append("(?:.*/)?");
            } else {
                out.append(".*");
            }
        }

        private void set() {
            int end = glob.indexOf(']', at + 1);
            if (end < 0) {
                throw new PatternSyntaxException("A [ is not closed", glob, at - 1);
            }
            boolean not = glob.charAt(at) == '!' || glob.charAt(at) == '^';
            String members = glob.substring(not ? at + 1 : at, end);
            // within brackets the regular expression knows more signs than the pattern does
            String safe = members.replaceAll("[\\\\\\[\\]&^~]", "\\\\$0");
            out.append("(?!/)[").append(not ? "^" : "").append(safe).append(']');
            at = end + 1;
        }

        private void open() {
            braces++;
            out.append("(?:");
        }

        private void close() {
            if (braces == 0) {
                literal('}');
                return;
            }
            braces--;
            out.append(')');
        }

        private void literal(char c) {
            if (!Character.isLetterOrDigit(c) && c < 128) {
                out.append('\\');
            }
            out.append(c);
        }
    }
}
