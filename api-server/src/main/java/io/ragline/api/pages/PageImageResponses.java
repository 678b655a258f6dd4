package io.ragline.api.pages;

import io.ragline.blob.StoredBlob;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Pictures as HTTP answers. A picture never changes, so whoever names its version may keep it for good. */
final class PageImageResponses {
    static final String PNG = "image/png";

    private static final String FOR_GOOD = "private, max-age=31536000, immutable";
    /** The version that questions see may be another one next time. */
    private static final String ASK_FIRST = "private, no-cache";

    private PageImageResponses() {}

    /**
     * 200 with the picture, or 304 if the caller has it.
     *
     * @param ifNoneMatch what the caller has
     * @param forGood whether the same request will always have this answer
     */
    static Response of(StoredBlob picture, Path file, @Nullable String ifNoneMatch, boolean forGood) {
        String tag = '"' + picture.sha256() + '"';
        boolean known = ifNoneMatch != null && names(ifNoneMatch, tag);
        Response.ResponseBuilder response = known
                ? Response.notModified()
                : Response.ok(file.toFile(), PNG).header(HttpHeaders.CONTENT_LENGTH, picture.size());
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, forGood ? FOR_GOOD : ASK_FIRST)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static boolean names(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(each -> each.strip().replaceFirst("^W/", ""))
                .anyMatch(each -> each.equals("*") || each.equals(tag));
    }
}
