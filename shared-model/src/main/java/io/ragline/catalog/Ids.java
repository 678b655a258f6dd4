package io.ragline.catalog;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Makes the ids of everything: UUIDv7 (RFC 9562), which sort by time and so keep B-trees compact. */
public final class Ids {
    /** The tenant that all belongs to until keys name another. */
    public static final UUID DEFAULT_TENANT = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private Ids() {}

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** The id that is {@code n} behind another, for things that are made together: the same again whenever they are. */
    public static UUID behind(UUID id, int n) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + n);
    }
}
