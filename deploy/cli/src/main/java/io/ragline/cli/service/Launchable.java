package io.ragline.cli.service;

/** A service that can be started, and started again after it has died. */
public interface Launchable {

    Service service();

    /**
     * Makes everything that the process needs (binaries, data folder, configuration) and says how to run it. Called
     * before each start, with no process of this service running.
     *
     * @throws ServiceException when it cannot be made, with the reason and what to do
     */
    ServiceSpec prepare();
}
