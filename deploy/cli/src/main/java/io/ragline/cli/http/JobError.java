package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param advice what a person can do about it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobError(
        @Nullable String code,
        @Nullable String detail,
        boolean retryable,
        @Nullable String advice) {

    public String reason() {
        String more = retryable ? " Trying again may help." : "";
        return "%s (%s)%s"
                .formatted(detail == null ? "no reason given" : detail, code == null ? "no code" : code, more);
    }
}
