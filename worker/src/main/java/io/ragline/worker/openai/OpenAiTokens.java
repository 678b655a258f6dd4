package io.ragline.worker.openai;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Counts tokens: as OpenAI's models do for those that are known, for others by the same rules and a quarter more. Vocabularies of
 * other models are smaller or younger, so that they cut text into more pieces: Llama 2's about a fifth more of English.
 */
public final class OpenAiTokens {
    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();
    private static final Pattern LARGE_VOCABULARY = Pattern.compile("(gpt-4o|gpt-4\\.|gpt-5|gpt-oss|chatgpt|o\\d).*");
    private static final Pattern SMALLER_VOCABULARY = Pattern.compile("(gpt-4|gpt-3\\.5|gpt-35|text-embedding-).*");

    private final Encoding encoding;
    private final boolean exact;

    private OpenAiTokens(EncodingType type, boolean exact) {
        this.encoding = ENCODINGS.getEncoding(type);
        this.exact = exact;
    }

    /** @param model as its server names it, with or without a provider's name in front, as in {@code openai/gpt-4o} */
    public static OpenAiTokens of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (LARGE_VOCABULARY.matcher(name).matches()) {
            return new OpenAiTokens(EncodingType.O200K_BASE, true);
        }
        return new OpenAiTokens(
                EncodingType.CL100K_BASE, SMALLER_VOCABULARY.matcher(name).matches());
    }

    /** The tokens of a text; what looks like a control token in it is text. */
    public int count(String text) {
        int tokens = encoding.countTokensOrdinary(text);
        return exact ? tokens : tokens + (tokens + 3) / 4;
    }

    /** The longest beginning of a text that has at most so many tokens. */
    public String cut(String text, int most) {
        // no token is empty, and no char has more than three bytes: such a text needs no counting
        if (text.length() * 4L <= most || count(text) <= most) {
            return text;
        }
        int fits = 0;
        int tooLong = text.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (count(text.substring(0, middle)) <= most) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        boolean splitsPair = fits > 0 && Character.isHighSurrogate(text.charAt(fits - 1));
        return text.substring(0, splitsPair ? fits - 1 : fits);
    }
}
