package io.ragline.worker.lane;

import io.ragline.model.Lane;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A lane that a worker process serves.
 *
 * @param lane which
 * @param workers how many of its jobs run at once, from 1
 */
public record LaneSpec(Lane lane, int workers) {
    private static final int MAX_WORKERS = 256;

    public LaneSpec {
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new IllegalArgumentException("ragline.worker.lanes: lane %s needs 1 to %d workers, not %d"
                    .formatted(lane.id(), MAX_WORKERS, workers));
        }
    }

    /**
     * Reads {@code query:8,ingest:2,maintenance:2}.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    static List<LaneSpec> parse(String lanes) {
        List<LaneSpec> specs = new ArrayList<>();
        Set<Lane> seen = EnumSet.noneOf(Lane.class);
        for (String part : lanes.split(",", -1)) {
            LaneSpec spec = parseOne(part.strip());
            if (!seen.add(spec.lane())) {
                throw new IllegalArgumentException("ragline.worker.lanes: lane %s is there twice"
                        .formatted(spec.lane().id()));
            }
            specs.add(spec);
        }
        return specs;
    }

    private static LaneSpec parseOne(String part) {
        int colon = part.indexOf(':');
        try {
            return new LaneSpec(Lane.of(part.substring(0, colon)), Integer.parseInt(part.substring(colon + 1)));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("ragline.worker.lanes: '%s' is not like 'query:8'".formatted(part), e);
        }
    }
}
