package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Evidence;

/** Something that goes wrong under load. What must hold afterwards is the same for all, see the package check. */
public interface Scenario {

    /** As it is named on the command line. */
    String name();

    /** What is done, in a line. */
    String what();

    /** Does it. When this returns the harm is over, or heals by itself. */
    void play(Act act) throws Exception;

    /** What must hold for this scenario besides, when all jobs have ended. */
    default void verify(Act act, Evidence evidence) {}

    /** Whether it needs a site that nobody else uses. */
    default boolean ownSite() {
        return false;
    }
}
