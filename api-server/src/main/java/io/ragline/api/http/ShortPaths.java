package io.ragline.api.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/** The short paths that people type, each another name of a path under {@code /api/v1}. */
class ShortPaths {

    void register(@Observes Router router) {
        router.route("/query").order(-1).handler(ctx -> reroute(ctx, "/api/v1/query"));
        router.route("/result/:id").order(-1).handler(ctx -> reroute(ctx, "/api/v1/result/" + ctx.pathParam("id")));
        router.route("/job-status/:id").order(-1).handler(ctx -> reroute(ctx, "/api/v1/jobs/" + ctx.pathParam("id")));
        router.route("/upload/:collection")
                .order(-1)
                .handler(ctx -> reroute(ctx, "/api/v1/collections/" + ctx.pathParam("collection") + "/documents"));
    }

    private static void reroute(RoutingContext ctx, String path) {
        String query = ctx.request().query();
        ctx.reroute(query == null ? path : path + "?" + query);
    }
}
