package io.ragline.cli.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** Why a job failed. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobError(@Nullable String code, @Nullable String detail, boolean retryable) {

    public String reason() {
        String advice = retryable ? " Trying again may help." : "";
        return "%s (%s)%s"
                .formatted(detail == null ? "no reason given" : detail, code == null ? "no code" : code, advice);
    }
}
