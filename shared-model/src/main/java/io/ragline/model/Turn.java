package io.ragline.model;

import java.util.Objects;

/**
 * Something that was said in a conversation.
 *
 * @param role who said it
 * @param text what was said
 */
public record Turn(Role role, String text) {

    /** Who speaks. */
    public enum Role {
        /** Rules for the model, by Ragline. */
        SYSTEM,
        /** A person. */
        USER,
        /** A model. */
        ASSISTANT
    }

    public Turn {
        Objects.requireNonNull(role);
        Objects.requireNonNull(text);
    }
}
