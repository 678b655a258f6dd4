package io.ragline.worker.chunk;

import io.ragline.model.TextBlock;
import java.util.regex.Pattern;

/** What is known of a picture: words, or only that it is there. */
final class Pictures {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\s*image on page \\d+\\s*");

    private Pictures() {}

    /** Whether the block only says that there is a picture, see {@link TextBlock.Kind#IMAGE}. */
    static boolean isPlaceholder(TextBlock block) {
        return block.kind() == TextBlock.Kind.IMAGE
                && PLACEHOLDER.matcher(block.text()).matches();
    }
}
