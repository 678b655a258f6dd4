package io.ragline.jobrunr.redis;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a job waits until a server takes it.
 *
 * @param lane     what a server subscribes to; lanes do not see each other's jobs. Letters, digits, {@code _ . -}
 * @param group    within a lane groups take turns, one job each, so that a busy one cannot starve the others
 * @param priority within a group the lowest goes first, equal ones by age; 0 to {@value #LOWEST_PRIORITY}
 */
public record Placement(String lane, String group, int priority) {

    static final int LOWEST_PRIORITY = 99;

    private static final Pattern LANE_NAME = Pattern.compile("[\\w.-]{1,64}");

    /** The lane and group of whoever needs only one. */
    public static final Placement DEFAULT = new Placement("default", "default", 0);

    public Placement {
        Objects.requireNonNull(group, "group");
        if (!LANE_NAME.matcher(lane).matches()) {
            throw new IllegalArgumentException("lane '" + lane + "' does not match " + LANE_NAME);
        }
        if (priority < 0 || priority > LOWEST_PRIORITY) {
            throw new IllegalArgumentException("priority " + priority + " is not within 0.." + LOWEST_PRIORITY);
        }
    }
}
