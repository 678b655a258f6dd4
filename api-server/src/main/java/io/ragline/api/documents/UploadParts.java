package io.ragline.api.documents;

import io.ragline.api.http.BadFieldException;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Reads what a multipart upload brings: the files, and beside them, in the same order, what is said of each. */
@ApplicationScoped
class UploadParts {
    private static final int MAX_EXTERNAL_ID = 500;
    private static final int MAX_PASSWORD = 500;

    private final UploadConfig config;
    private final Metadata metadata;

    UploadParts(UploadConfig config, Metadata metadata) {
        this.config = config;
        this.metadata = metadata;
    }

    /**
     * The files.
     *
     * @param externalIds none, or one for each file; an empty one is none
     * @param metadataTexts none, one for all, or one for each file
     * @param passwords none, one for all, or one for each file
     */
    List<UploadedFile> read(
            @Nullable List<FileUpload> files,
            @Nullable List<String> externalIds,
            @Nullable List<String> metadataTexts,
            @Nullable List<String> passwords) {
        if (files == null || files.isEmpty()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST, "The request brings no file. Send files as multipart parts named 'files'.");
        }
        int count = files.size();
        if (count > config.maxFiles()) {
            throw new RaglineException(
                    ErrorCode.BAD_REQUEST,
                    "The request brings %d files, the limit is %d.".formatted(count, config.maxFiles()));
        }
        List<@Nullable String> ids = perFile("externalId", externalIds, count, false);
        List<@Nullable String> texts = perFile("metadata", metadataTexts, count, true);
        List<@Nullable String> keys = perFile("password", passwords, count, true);
        List<UploadedFile> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            FileUpload file = files.get(i);
            read.add(new UploadedFile(
                    Filenames.clean(file.fileName()),
                    file.uploadedFile(),
                    externalId(ids.get(i)),
                    metadata.read(texts.get(i)),
                    password(keys.get(i))));
        }
        return read;
    }

    private static List<@Nullable String> perFile(
            String field, @Nullable List<String> given, int files, boolean mayBeOneForAll) {
        List<@Nullable String> values = new ArrayList<>(files);
        int count = given == null ? 0 : given.size();
        boolean oneForAll = mayBeOneForAll && count == 1;
        if (count != 0 && count != files && !oneForAll) {
            throw new BadFieldException(
                    field,
                    "%s is given %d times for %d files: give it once for each file, in the order of the files%s."
                            .formatted(field, count, files, mayBeOneForAll ? ", or once for all" : ""));
        }
        for (int i = 0; i < files; i++) {
            values.add(given == null || count == 0 ? null : given.get(oneForAll ? 0 : i));
        }
        return values;
    }

    /** The caller's own id as kept; null for none. */
    static @Nullable String externalId(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        boolean bad = given.length() > MAX_EXTERNAL_ID || given.chars().anyMatch(Character::isISOControl);
        if (bad) {
            throw new BadFieldException(
                    "externalId",
                    "externalId has 1 to %d characters, without control characters.".formatted(MAX_EXTERNAL_ID));
        }
        return given.strip();
    }

    private static @Nullable String password(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.length() > MAX_PASSWORD) {
            throw new BadFieldException("password", "password has at most %d characters.".formatted(MAX_PASSWORD));
        }
        return given;
    }
}
