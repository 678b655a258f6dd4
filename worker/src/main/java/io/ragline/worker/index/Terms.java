package io.ragline.worker.index;

import io.ragline.model.TextAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The search terms of texts, by Lucene's analysers, the same for every index. */
public final class Terms {
    private static final Analyzer ENGLISH = new EnglishAnalyzer();
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
}
