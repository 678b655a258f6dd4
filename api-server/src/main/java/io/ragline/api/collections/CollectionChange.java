package io.ragline.api.collections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be changed of a collection. No record, because a field that is null means another thing than one that is missing. */
@Schema(name = "CollectionChange")
public final class CollectionChange {
    @Schema(description = "Told when jobs in the collection have ended; null for nobody", nullable = true)
    private @Nullable String webhookUrl;

    @Schema(
            description = "Documents that nobody uploaded again for so long are deleted, such as P30D; null keeps them",
            nullable = true)
    private @Nullable String retention;

    @Schema(
            description = "What language models are told when they answer from it; null for the usual rules",
            nullable = true)
    private @Nullable String prompt;

    @Schema(description = "For its members and admins, not for all keys of the tenant")
    private @Nullable Boolean membersOnly;

    @JsonIgnore
    private boolean webhookNamed;

    @JsonIgnore
    private boolean retentionNamed;

    @JsonIgnore
    private boolean promptNamed;

    public @Nullable String getWebhookUrl() {
        return webhookUrl;
    }

    public void setWebhookUrl(@Nullable String webhookUrl) {
        this.webhookUrl = webhookUrl;
        this.webhookNamed = true;
    }

    public @Nullable String getRetention() {
        return retention;
    }

    public void setRetention(@Nullable String retention) {
        this.retention = retention;
        this.retentionNamed = true;
    }

    public @Nullable String getPrompt() {
        return prompt;
    }

    public void setPrompt(@Nullable String prompt) {
        this.prompt = prompt;
        this.promptNamed = true;
    }

    public @Nullable Boolean getMembersOnly() {
        return membersOnly;
    }

    public void setMembersOnly(@Nullable Boolean membersOnly) {
        this.membersOnly = membersOnly;
    }

    @JsonIgnore
    boolean isEmpty() {
        return !webhookNamed && !retentionNamed && !promptNamed && membersOnly == null;
    }

    boolean namesPrompt() {
        return promptNamed;
    }

    boolean namesWebhook() {
        return webhookNamed;
    }

    boolean namesRetention() {
        return retentionNamed;
    }
}
