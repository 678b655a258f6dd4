package io.ragline.cli.service;

import java.util.Optional;

/** Asks a service once whether it can be used. */
@FunctionalInterface
public interface ReadyCheck {

    /** Empty when ready, else what is missing, in words for a person. Answers within a few seconds. */
    Optional<String> whyNotReady();
}
