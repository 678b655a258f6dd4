package io.ragline.cli.service;

import java.util.Arrays;
import java.util.Optional;

/** The processes of a one-machine Ragline, in the order in which they are started; they stop in the reverse one. */
public enum Service {
    REDIS("redis", "Redis"),
    POSTGRES("postgres", "PostgreSQL"),
    WORKER("worker", "Worker"),
    API("api", "API");

    private final String id;
    private final String label;

    Service(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** The name in commands and file names. */
    public String id() {
        return id;
    }

    public String label() {
        return label;
    }

    public static Optional<Service> byId(String id) {
        return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
    }
}
