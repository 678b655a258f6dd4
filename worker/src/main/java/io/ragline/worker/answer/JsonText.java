package io.ragline.worker.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a model wrote it.
 *
 * @param text as it stands
 * @param tree what it says
 */
record JsonText(String text, JsonNode tree) {
    /** Names that stand twice in an object mean different things to different readers. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern FENCED = Pattern.compile("```[\\w-]*\\s*\\n?(.*?)```", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("\\{.*}", Pattern.DOTALL);

    /** It is no JSON; the message says why, for people and models. */
    static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        NoJsonException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What is put in the place of a text. */
    interface Replacement {
        String text();
    }

    /**
     * A text that was replaced.
     *
     * @param at for each offset in the new text, and its end, where that stands in the JSON
     */
    record Replaced<R extends Replacement>(R by, int[] at) {}

    /** JSON with other texts. */
    record Rewritten<R extends Replacement>(JsonText json, List<Replaced<R>> texts) {}

    /**
     * The JSON in what a model said: all of it, or what stands in a Markdown block, or an object
     * between words.
     *
     * @throws NoJsonException if there is none
     */
    static JsonText in(String said) throws NoJsonException {
        String all = said.strip();
        try {
            return new JsonText(all, JSON.readTree(all));
        } catch (JsonProcessingException e) {
            for (Pattern pattern : List.of(FENCED, BRACKETED)) {
                Matcher part = pattern.matcher(all);
                while (part.find()) {
                    String inside = part.group(part.groupCount()).strip();
                    try {
                        JsonNode tree = JSON.readTree(inside);
                        if (tree.isContainerNode()) {
                            return new JsonText(inside, tree);
                        }
                    } catch (JsonProcessingException noJson) {
                        e.addSuppressed(noJson);
                    }
                }
            }
            throw new NoJsonException("it is no JSON (%s)".formatted(e.getOriginalMessage()), e);
        }
    }

    /** This with each text, but for the names of fields, replaced. */
    <R extends Replacement> Rewritten<R> rewrite(Function<String, R> by) {
        StringBuilder out = new StringBuilder();
        List<Replaced<R>> replaced = new ArrayList<>();
        int from = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    R replacement = by.apply(Objects.requireNonNull(parser.getText()));
                    out.append(text, from, (int) parser.currentTokenLocation().getCharOffset());
                    from = (int) parser.currentLocation().getCharOffset();
                    replaced.add(new Replaced<>(replacement, write(replacement.text(), out)));
                }
            }
            out.append(text, from, text.length());
            return new Rewritten<>(new JsonText(out.toString(), JSON.readTree(out.toString())), replaced);
        } catch (IOException e) {
            throw new UncheckedIOException("It was JSON before", e);
        }
    }

    private static int[] write(String value, StringBuilder out) {
        int[] at = new int[value.length() + 1];
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            at[i] = out.length();
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                out.append(JsonStringEncoder.getInstance().quoteAsString(String.valueOf(c)));
            } else {
                out.append(c);
            }
        }
        at[value.length()] = out.length();
        out.append('"');
        return at;
    }

    /** All that is neither an object nor an array, wherever it stands. */
    List<JsonNode> values() {
        List<JsonNode> values = new ArrayList<>();
        collect(tree, values);
        return values;
    }

    private static void collect(JsonNode node, List<JsonNode> values) {
        if (node.isContainerNode()) {
            node.forEach(part -> collect(part, values));
        } else {
            values.add(node);
        }
    }
}
