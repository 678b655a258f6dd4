package io.ragline.worker.query;

import io.ragline.model.Chunk;
import io.ragline.worker.chunk.EmbeddingText;
import io.ragline.worker.index.Characters;
import io.ragline.worker.index.ChunkHit;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkKey;
import io.ragline.worker.index.CollectionRef;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Phrases with signs, such as {@code C++} and {@code 12(3)}. An index knows words only, so what it finds may say {@code Vitamin C}:
 * whether the signs are there is seen in the text. Marks of sentences before a space or the end don't count.
 */
final class WrittenPhrases {
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.,;:!?]+(?=\\s|$)");
    private static final Pattern QUOTATION_MARK = Pattern.compile("[\"“”„«»‟]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\s']");

    /** In others there may be no space between words. */
    private static final Set<UnicodeScript> SPACED =
            Set.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

    private final List<String> phrases;
    private final ChunkIndex index;
    private final Map<ChunkKey, Boolean> known = new HashMap<>();

    /** @param index that the texts are read from */
    WrittenPhrases(List<String> phrases, ChunkIndex index) {
        this.phrases = phrases.stream()
                .map(WrittenPhrases::written)
                .filter(phrase -> SIGN.matcher(phrase).find())
                .toList();
        this.index = index;
    }

    /** The hits that have all of them. */
    List<ChunkHit> keep(CollectionRef collection, List<ChunkHit> hits) {
        if (phrases.isEmpty()) {
            return hits;
        }
        List<ChunkKey> unknown = hits.stream()
                .map(ChunkHit::key)
                .filter(key -> !known.containsKey(key))
                .toList();
        index.fetch(collection, unknown).forEach((key, chunk) -> known.put(key, hasAll(chunk)));
        return hits.stream().filter(hit -> known.getOrDefault(hit.key(), false)).toList();
    }

    private boolean hasAll(Chunk chunk) {
        String text = written(EmbeddingText.of(chunk));
        return phrases.stream().allMatch(phrase -> has(text, phrase));
    }

    private static String written(String text) {
        String plain = QUOTATION_MARK.matcher(Characters.folded(text)).replaceAll("");
        return SPACE.matcher(END_OF_SENTENCE.matcher(plain).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    private static boolean has(String text, String phrase) {
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
            int end = at + phrase.length();
            boolean begins = at == 0 || !goOn(text.codePointBefore(at), phrase.codePointAt(0));
            boolean ends =
                    end == text.length() || !goOn(phrase.codePointBefore(phrase.length()), text.codePointAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /** Whether two characters are of one word. */
    private static boolean goOn(int one, int next) {
        return isOfWord(one) && isOfWord(next);
    }

    private static boolean isOfWord(int character) {
        return Character.isDigit(character) || SPACED.contains(UnicodeScript.of(character));
    }
}
