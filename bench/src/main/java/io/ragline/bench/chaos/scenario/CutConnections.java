package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.CuttingProxy;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.PostgresNode;
import io.ragline.bench.chaos.site.Site;
import io.ragline.bench.chaos.site.Workers;
import java.util.Map;
import java.util.Random;

/** Connections to Redis and PostgreSQL are reset at random bytes, those of the API too. */
final class CutConnections implements Scenario {
    @Override
    public String name() {
        return "cut-connections";
    }

    @Override
    public String what() {
        return "connections to Redis and PostgreSQL reset in mid-write";
    }

    @Override
    public void play(Act act) throws Exception {
        Site site = act.site();
        Workers workers = site.workers();
        workers.killAll();
        CuttingProxy redis = proxy(act, site.redis().port());
        CuttingProxy postgres = proxy(act, site.postgres().port());
        Map<String, String> behindProxies = Map.of(
                "RAGLINE_REDIS_URL",
                "redis://127.0.0.1:" + redis.port(),
                "RAGLINE_DB_URL",
                PostgresNode.url(postgres.port()));
        workers.add(behindProxies);
        workers.add(behindProxies);
        JavaApp api = act.untilTheEnd(site.startApi("api-behind-proxies", behindProxies));
        workers.ensure(2);
        // workers that go on behind closed proxies are of no use to others
        act.untilTheEnd(workers::killAll);
        try (Load load = Load.start(
                act.api(api.url()),
                act.tasks()::any,
                act.scale().perSecond(),
                act.scale().burst())) {
            act.pause(act.scale().underLoad().dividedBy(4));
            redis.cutFromNowOn();
            postgres.cutFromNowOn();
            act.pause(act.scale().underLoad().multipliedBy(2));
        }
        redis.behave();
        postgres.behave();
        act.note("%d connections to Redis and %d to PostgreSQL cut".formatted(redis.cuts(), postgres.cuts()));
        act.mustHaveBitten(redis.cuts() > 0 && postgres.cuts() > 0, "no connection was cut");
    }

    private static CuttingProxy proxy(Act act, int port) throws Exception {
        return act.untilTheEnd(new CuttingProxy(port, new Random(act.random().nextLong())));
    }
}
