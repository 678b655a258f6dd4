package io.ragline.worker.lane;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while every lane takes jobs. */
@Readiness
@ApplicationScoped
class LanesReadiness implements HealthCheck {
    private final LaneServers servers;

    LanesReadiness(LaneServers servers) {
        this.servers = servers;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Boolean> lanes = servers.health();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Lanes").status(!lanes.isEmpty() && !lanes.containsValue(false));
        lanes.forEach(response::withData);
        return response.build();
    }
}
