package io.ragline.worker.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The search terms of a text by Lucene's English analysis: lower case, no stop words, Porter stems. Words of other
 * languages pass.
 */
public final class EnglishTerms {
    private static final EnglishAnalyzer ANALYZER = new EnglishAnalyzer();

    private EnglishTerms() {}

    /** The same analysis, for an index to use. Never closed. */
    public static Analyzer analyzer() {
        return ANALYZER;
    }

    /** The terms in the order of the text, repeated as they are there. */
    public static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = ANALYZER.tokenStream("text", text)) {
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
