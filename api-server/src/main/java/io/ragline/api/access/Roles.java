package io.ragline.api.access;

/** Names of {@link io.ragline.model.Role}s, as annotations need them. */
public final class Roles {
    public static final String READER = "reader";
    public static final String WRITER = "writer";
    public static final String ADMIN = "admin";
    public static final String OPERATOR = "operator";

    private Roles() {}
}
