package io.ragline.model;

/** What a job does, and so which lane it waits in. */
public enum JobKind {
    INGEST_DOCUMENT("ingest-document", Lane.INGEST),
    REINDEX_DOCUMENT("reindex-document", Lane.INGEST),
    DESCRIBE_DOCUMENT("describe-document", Lane.INGEST),
    DELETE_DOCUMENT("delete-document", Lane.MAINTENANCE),
    DELETE_COLLECTION("delete-collection", Lane.MAINTENANCE),
    ANSWER_QUERY("answer-query", Lane.QUERY),
    EMBED_TEXTS("embed-texts", Lane.QUERY),
    RENDER_PAGE("render-page", Lane.QUERY),
    DELIVER_WEBHOOK("deliver-webhook", Lane.MAINTENANCE);

    private final String id;
    private final Lane lane;

    JobKind(String id, Lane lane) {
        this.id = id;
        this.lane = lane;
    }

    /** The kind's name in JSON and in the database. */
    public String id() {
        return id;
    }

    public Lane lane() {
        return lane;
    }
}
