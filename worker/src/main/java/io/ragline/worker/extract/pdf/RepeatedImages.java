package io.ragline.worker.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Which images stand on many pages, as logos and backgrounds do. Told by their bytes, since some producers store an image
 * anew for each page.
 */
final class RepeatedImages {
    private static final int REPEATED_FROM = 3;
    private static final int BYTES_COMPARED = 64 << 10;
    /** Bounds the memory; a document with more different images has no logo among the later ones. */
    private static final int MOST_KNOWN = 20_000;

    private final Map<Key, Integer> pages = new HashMap<>();

    private record Key(long length, int width, int height, long checksum) {}

    void learn(PageImages page) {
        Set<Key> onThisPage = page.drawn().stream()
                .map(RepeatedImages::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        for (Key key : onThisPage) {
            if (pages.size() < MOST_KNOWN || pages.containsKey(key)) {
                pages.merge(key, 1, Integer::sum);
            }
        }
    }

    /** Whether all of the picture stands on many of the pages that were learned so far. */
    boolean isRepeated(PageImages.Picture picture) {
        return picture.parts().stream().allMatch(part -> {
            Key key = key(part);
            return key != null && pages.getOrDefault(key, 0) >= REPEATED_FROM;
        });
    }

    private static @Nullable Key key(DrawnImage image) {
        COSStream stream = image.stream();
        if (stream == null || !stream.hasData()) {
            return null;
        }
        try (InputStream bytes = stream.createRawInputStream()) {
            CRC32 checksum = new CRC32();
            checksum.update(bytes.readNBytes(BYTES_COMPARED));
            return new Key(stream.getLength(), image.width(), image.height(), checksum.getValue());
        } catch (IOException e) {
            // whether its bytes can be read shows when it is drawn
            return null;
        }
    }
}
