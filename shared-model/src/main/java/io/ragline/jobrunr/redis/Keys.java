package io.ragline.jobrunr.redis;

import java.util.UUID;
import org.jobrunr.jobs.states.StateName;

/** Names of keys; the scripts compute the same ones, see {@code job-indexes.lua}. */
record Keys(String prefix) {

    String job(UUID id) {
        return prefix + "job:" + id;
    }

    /** Jobs of a state by updatedAt. */
    String state(StateName state) {
        return prefix + "state:" + state;
    }

    /** SCHEDULED and AWAITING jobs by the time they are due. */
    String due(StateName state) {
        return prefix + "due:" + state;
    }

    /** Job signature to number of jobs. */
    String signatures(StateName state) {
        return prefix + "signatures:" + state;
    }

    /** A recurring job's jobs of a state, by scheduledAt. */
    String runs(StateName state, String recurringJobId) {
        return prefix + "runs:" + state + ":" + recurringJobId;
    }

    /** All waiting jobs of a lane by the time they were enqueued. */
    String lane(String lane) {
        return prefix + "lane:" + lane;
    }

    String wakeChannel(String lane) {
        return prefix + "wake:" + lane;
    }

    String reserved() {
        return prefix + "reserved";
    }

    String malformed() {
        return prefix + "malformed";
    }

    String server(String id) {
        return prefix + "server:" + id;
    }

    String serversByLastHeartbeat() {
        return prefix + "servers:last-heartbeat";
    }

    String serversByFirstHeartbeat() {
        return prefix + "servers:first-heartbeat";
    }

    String metadata(String name) {
        return prefix + "metadata:" + name.replace(' ', '_');
    }

    String recurringJobs() {
        return prefix + "recurring-jobs";
    }

    String recurringJobsCreatedAt() {
        return prefix + "recurring-jobs:created-at";
    }

    String succeededJobs() {
        return prefix + "succeeded-jobs";
    }
}
