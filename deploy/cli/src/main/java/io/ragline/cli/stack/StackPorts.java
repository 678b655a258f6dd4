package io.ragline.cli.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The TCP ports of one Ragline.
 *
 * @param worker where the worker answers health checks and metrics
 */
public record StackPorts(int api, int dashboard, int worker, int redis, int database) {

    public StackPorts {
        bySetting(api, dashboard, worker, redis, database).forEach((setting, port) -> {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(setting + " must be a port from 1 to 65535, not " + port);
            }
        });
    }

    /** Each port by the setting that changes it, in a fixed order. */
    Map<String, Integer> bySetting() {
        return bySetting(api, dashboard, worker, redis, database);
    }

    private static Map<String, Integer> bySetting(int api, int dashboard, int worker, int redis, int database) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("RAGLINE_API_PORT", api);
        ports.put("RAGLINE_DASHBOARD_PORT", dashboard);
        ports.put("RAGLINE_WORKER_PORT", worker);
        ports.put("RAGLINE_REDIS_PORT", redis);
        ports.put("RAGLINE_DB_PORT", database);
        return ports;
    }
}
