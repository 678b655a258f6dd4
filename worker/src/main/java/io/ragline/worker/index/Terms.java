package io.ragline.worker.index;

import io.ragline.model.TextAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The search terms of texts, by Lucene's analysers, the same for every index. */
public final class Terms {
    /**
     * Words that a question is made of rather than about, beside Lucene's stop words. Rare in most texts, they would count
     * much. Those that also mean something are not among them: May, might, US.
     */
    private static final List<String> QUESTION_WORDS = List.of(
            "what", "which", "who", "whom", "whose", "where", "when", "why", "how", "do", "does", "did", "can", "could",
            "should", "would", "must", "shall", "were", "am", "been", "has", "have", "had", "i", "me", "my", "we",
            "our", "you", "your", "its", "any", "some", "from", "about");

    private static final Analyzer ENGLISH = new EnglishAnalyzer();
    private static final Analyzer ENGLISH_QUESTION =
            new EnglishAnalyzer(CharArraySet.unmodifiableSet(withStopWords(QUESTION_WORDS)));
    private static final Analyzer AS_WRITTEN = new StandardAnalyzer();
    private static final Analyzer ICU = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new ICUTokenizer();
            return new TokenStreamComponents(words, new ICUFoldingFilter(words));
        }
    };

    private Terms() {}

    /** Terms to rank by: what different forms of a word share, as far as the analysis knows. Never closed. */
    public static Analyzer ranking(TextAnalysis analysis) {
        return switch (analysis) {
            case ENGLISH -> ENGLISH;
            case ICU -> ICU;
        };
    }

    /** Every word as it is written, but for its case: to find phrases. Never closed. */
    public static Analyzer asWritten(TextAnalysis analysis) {
        return switch (analysis) {
            case ENGLISH -> AS_WRITTEN;
            case ICU -> ICU;
        };
    }

    /** The terms to rank by, in the order of the text, repeated as they are there. */
    public static List<String> of(TextAnalysis analysis, String text) {
        return of(ranking(analysis), text);
    }

    /** As {@link #of}, without the words that make it a question; all of them if it has no others. */
    public static List<String> ofQuestion(TextAnalysis analysis, String question) {
        List<String> terms = switch (analysis) {
            case ENGLISH -> of(ENGLISH_QUESTION, question);
            case ICU -> of(ICU, question); // which words those are depends on the language
        };
        return terms.isEmpty() ? of(analysis, question) : terms;
    }

    /** The terms in the order of the text, repeated as they are there. */
    public static List<String> of(Analyzer analyzer, String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // reading a string: can't happen
        }
        return terms;
    }

    private static CharArraySet withStopWords(List<String> more) {
        CharArraySet words = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, false);
        words.addAll(more);
        return words;
    }
}
