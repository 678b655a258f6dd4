package io.ragline.worker.index;

import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.io.Reader;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2CharFilter;

/** Characters that look different and mean the same: {@code ﬁ} is {@code fi}, {@code H₂O} is {@code H2O}, {@code µ} is {@code μ}. */
public final class Characters {
    /** Unicode's compatibility forms, but for what is raised behind a word, where it stands for a note or a mark and not for a letter. */
    private static final Normalizer2 COMPATIBLE = new FilteredNormalizer2(
            Normalizer2.getNFKCInstance(),
            new UnicodeSet("[^\\u00B9\\u00B2\\u00B3\\u2070-\\u207F\\u2120\\u2122]").freeze());

    private Characters() {}

    /** The text in its plain characters; its words, case and accents stay. */
    public static String plain(String text) {
        return COMPATIBLE.normalize(text).replace('’', '\'').replace('‘', '\'').replace('ʼ', '\'');
    }

    /** As {@link #plain(String)}, without case and accents. */
    public static String folded(String text) {
        return ICUFoldingFilter.NORMALIZER.normalize(plain(text));
    }

    /** The text in compatible characters, as it is read. */
    static Reader plain(Reader text) {
        return new ICUNormalizer2CharFilter(text, COMPATIBLE);
    }

    static char straight(char apostrophe) {
        return apostrophe == '’' || apostrophe == '‘' || apostrophe == 'ʼ' ? '\'' : apostrophe;
    }
}
