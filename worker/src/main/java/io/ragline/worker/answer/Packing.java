package io.ragline.worker.answer;

import io.ragline.model.Passage;
import io.ragline.worker.chunk.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Chooses how much of the passages a model is shown: the best ones first, as many as there is room for. */
final class Packing {
    private Packing() {}

    /** A passage, and what of its text is shown. */
    record Shown(Passage passage, String text) {}

    /**
     * @param passages best first
     * @param room in tokens
     * @param count the tokens of a passage as it will stand in the prompt
     * @return at least the beginning of the best one, however little room there is
     */
    static List<Shown> fit(List<Passage> passages, int room, ToIntFunction<Shown> count) {
        List<Shown> shown = new ArrayList<>();
        int left = room;
        for (Passage passage : passages) {
            Shown whole = new Shown(passage, passage.chunk().text());
            int tokens = count.applyAsInt(whole);
            if (tokens <= left) {
                shown.add(whole);
                left -= tokens;
            }
        }
        return shown.isEmpty() && !passages.isEmpty() ? List.of(beginning(passages.getFirst(), room, count)) : shown;
    }

    private static Shown beginning(Passage passage, int room, ToIntFunction<Shown> count) {
        String text = passage.chunk().text();
        List<Sentences.Range> sentences = Sentences.of(text);
        for (int last = sentences.size() - 1; last > 0; last--) {
            Shown part =
                    new Shown(passage, text.substring(0, sentences.get(last - 1).end()));
            if (count.applyAsInt(part) <= room) {
                return part;
            }
        }
        int end = text.length();
        while (end > 1 && count.applyAsInt(new Shown(passage, text.substring(0, end))) > room) {
            end /= 2;
        }
        return new Shown(passage, text.substring(0, end));
    }
}
