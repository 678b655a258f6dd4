package io.ragline.api.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.api.http.BadFieldException;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A text to be kept as a document.
 *
 * @param text at most 1 MB as JSON; upload longer ones as files
 * @param title what it is called, unless {@code filename} says so
 * @param filename by which the document is known, unless it has an {@code externalId}
 * @param format {@code text} (default) or {@code markdown}
 * @param metadata texts, numbers, booleans and lists of these
 * @param externalId the caller's own id: the same id again is a new version
 */
public record NewText(
        @NotBlank(message = "text is missing or blank.") String text,
        @Nullable String title,
        @Nullable String filename,
        @Nullable String format,

        @Schema(implementation = Metadata.Shape.class) @Nullable
        JsonNode metadata,

        @Nullable String externalId,
        @Nullable String priority,
        @Nullable String notBefore,
        @Nullable String webhookUrl) {

    String name() {
        if (filename != null && !filename.isBlank()) {
            return Filenames.clean(withEnding(filename));
        }
        if (title != null && !title.isBlank()) {
            return Filenames.clean(withEnding(title.replace('/', '-').replace('\\', '-')));
        }
        if (externalId != null && !externalId.isBlank()) {
            return Filenames.clean(withEnding(externalId));
        }
        throw new BadFieldException("title", "A text needs a title, a filename or an externalId.");
    }

    /** The ending tells Markdown from other text. */
    private String withEnding(String name) {
        String ending = switch (format == null ? "text" : format) {
            case "text" -> ".txt";
            case "markdown" -> ".md";
            default -> throw new BadFieldException("format", "format is text or markdown.");
        };
        return format == null && name.indexOf('.') >= 0 || name.endsWith(ending) ? name : name + ending;
    }
}
