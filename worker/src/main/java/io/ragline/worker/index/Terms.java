package io.ragline.worker.index;

import io.ragline.model.TextAnalysis;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
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

    private static final Analyzer ENGLISH = english(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    private static final Analyzer ENGLISH_QUESTION =
            english(CharArraySet.unmodifiableSet(withStopWords(QUESTION_WORDS)));
    private static final Analyzer AS_WRITTEN =
            new FoldingAnalyzer(StandardTokenizer::new, words -> new ICUFoldingFilter(new StraightApostrophes(words)));
    private static final Analyzer ICU =
            new FoldingAnalyzer(ICUTokenizer::new, words -> new ICUFoldingFilter(new StraightApostrophes(words)));

    /** As Lucene's {@link EnglishAnalyzer}, but that letters count as the same whatever their accents and forms. */
    private static Analyzer english(CharArraySet stopWords) {
        return new FoldingAnalyzer(StandardTokenizer::new, words -> {
            TokenStream own = new EnglishPossessiveFilter(new StraightApostrophes(words));
            return new PorterStemFilter(new StopFilter(new ICUFoldingFilter(own), stopWords));
        });
    }

    /** Normalises the characters of a text, cuts it, and changes the words. */
    private static final class FoldingAnalyzer extends Analyzer {
        private final Supplier<Tokenizer> cutting;
        private final UnaryOperator<TokenStream> folding;

        FoldingAnalyzer(Supplier<Tokenizer> cutting, UnaryOperator<TokenStream> folding) {
            this.cutting = cutting;
            this.folding = folding;
        }

        @Override
        protected Reader initReader(String field, Reader text) {
            return Characters.plain(text);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = cutting.get();
            return new TokenStreamComponents(words, folding.apply(words));
        }
    }

    /** Anna’s is Anna's. */
    private static final class StraightApostrophes extends TokenFilter {
        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);

        StraightApostrophes(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            for (int i = 0; i < word.length(); i++) {
                word.buffer()[i] = Characters.straight(word.buffer()[i]);
            }
            return true;
        }
    }

    private Terms() {}

    /** Terms to rank by: what different forms of a word share, as far as the analysis knows. Never closed. */
    public static Analyzer ranking(TextAnalysis analysis) {
        return switch (analysis) {
            case ENGLISH -> ENGLISH;
            case ICU -> ICU;
        };
    }

    /** Every word as it is written, but for its case, accents and the forms of its characters: to find phrases. Never closed. */
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
