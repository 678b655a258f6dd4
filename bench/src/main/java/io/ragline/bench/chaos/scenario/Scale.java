package io.ragline.bench.chaos.scenario;

import java.time.Duration;

/**
 * How much of a scenario is played.
 *
 * @param underLoad for how long jobs are sent
 * @param perSecond jobs sent a second
 * @param burst jobs sent at once at the beginning
 * @param blows how often a scenario strikes that strikes repeatedly
 * @param backlog queued uploads of the scenario 'backlog'
 * @param questions asked there to measure, each time
 * @param leaveBacklog whether it may end before all of them are read
 */
public record Scale(
        Duration underLoad, int perSecond, int burst, int blows, int backlog, int questions, boolean leaveBacklog) {

    /** Enough to see each scenario bite, within seconds. */
    public static final Scale BRIEF = new Scale(Duration.ofSeconds(3), 12, 40, 2, 80, 20, false);

    /** For hours, if need be. */
    public static Scale full(Duration underLoad, int backlog) {
        int blows = (int) Math.max(2, underLoad.toSeconds() / 5);
        return new Scale(underLoad, 20, 100, blows, backlog, 300, true);
    }
}
