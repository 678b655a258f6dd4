package io.ragline.api.access;

import io.ragline.api.access.Api.Call;
import io.ragline.model.Role;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who may do what: a row for each operation of the OpenAPI document. A request of a row names things that there are, in the tenant
 * {@link Place#tenant}, so that the answer tells whether they can be reached.
 */
final class AccessRules {
    /** What an operation's request names, which decides who is told that there is no such thing. */
    enum Names {
        /** Nothing: everybody is answered about what is theirs. */
        NOTHING,
        /** Something of the tenant, which other tenants don't have. */
        OF_TENANT,
        /** A collection, or something in one: keys that are limited to others don't have it either. */
        IN_COLLECTION,
        /** Something that the reader's key has begun: of other keys, only those of admins have it. */
        OF_READER
    }

    /** Where the things are that requests name, and keys that may make more of them. */
    record Place(
            Things things, String admin, String reader, String collection, Things.Uploaded document, Keys.Made member) {
        String fresh() {
            String name = Things.name("fresh");
            things.collection(admin, name);
            return name;
        }

        String conversation() {
            return Api.done(reader, Call.post("/api/v1/conversations", "{}")).text("/conversationId");
        }

        String delivery() {
            things.cancelled(things.question(
                    admin,
                    "{\"question\":\"%s\",\"collections\":[\"%s\"],\"webhookUrl\":\"https://hooks.example/x\"}"
                            .formatted(Things.QUESTION, collection)));
            String delivery =
                    Api.done(admin, Call.get("/api/v1/webhooks/deliveries")).text("/deliveries/0/deliveryId");
            things.cancelled(UUID.fromString(delivery));
            return delivery;
        }

        String key() {
            return things.key(member.key().tenantId, Role.READER).key().id.toString();
        }
    }

    /**
     * A row.
     *
     * @param declared the role that the OpenAPI document says
     * @param role that is needed for what the request names, which may be more
     * @param status of the answer to whoever may
     */
    record Rule(Role declared, Role role, Names names, int status, Function<Place, Call> call) {
        Rule needs(Role more) {
            return new Rule(declared, more, names, status, call);
        }
    }

    private final Map<String, Rule> rules = new TreeMap<>();

    private AccessRules() {}

    private Rule add(String operation, Role role, Names names, int status, Function<Place, Call> call) {
        Rule rule = new Rule(role, role, names, status, call);
        rules.put(operation, rule);
        return rule;
    }

    private void get(String path, Role role, Names names, Function<Place, String> url) {
        add("GET " + path, role, names, 200, place -> Call.get(url.apply(place)));
    }

    /** All rows, by method and path. */
    static Map<String, Rule> all() {
        AccessRules table = new AccessRules();
        table.questions();
        table.conversations();
        table.jobs();
        table.documents();
        table.collections();
        table.management();
        table.openai();
        return table.rules;
    }

    private void questions() {
        add(
                "POST /api/v1/query",
                Role.READER,
                Names.IN_COLLECTION,
                202,
                place -> Call.post("/api/v1/query", Things.ask(place.collection())));
        add(
                "POST /api/v1/queries",
                Role.READER,
                Names.IN_COLLECTION,
                202,
                place ->
                        Call.post("/api/v1/queries", "{\"questions\":[%s]}".formatted(Things.ask(place.collection()))));
        add(
                "POST /api/v1/chat/stream",
                Role.READER,
                Names.IN_COLLECTION,
                200,
                place -> Call.post("/api/v1/chat/stream", Things.ask(place.collection())));
        get(
                "/api/v1/result/{id}",
                Role.READER,
                Names.IN_COLLECTION,
                place -> "/api/v1/result/" + place.things().answered(place.admin(), place.collection()));
        get("/api/v1/models", Role.READER, Names.NOTHING, place -> "/api/v1/models");
    }

    private void conversations() {
        String path = "/api/v1/conversations";
        add(
                "POST " + path,
                Role.READER,
                Names.IN_COLLECTION,
                201,
                place -> Call.post(path, "{\"collections\":[\"%s\"]}".formatted(place.collection())));
        get(path, Role.READER, Names.NOTHING, place -> path);
        get(path + "/{id}", Role.READER, Names.OF_READER, place -> path + "/" + place.conversation());
        get(
                path + "/{id}/messages",
                Role.READER,
                Names.OF_READER,
                place -> path + "/" + place.conversation() + "/messages");
        add(
                "PATCH " + path + "/{id}",
                Role.READER,
                Names.OF_READER,
                200,
                place -> new Call("PATCH", path + "/" + place.conversation(), "{\"title\":\"mine\"}"));
        add(
                "DELETE " + path + "/{id}",
                Role.READER,
                Names.OF_READER,
                204,
                place -> new Call("DELETE", path + "/" + place.conversation(), null));
    }

    private void jobs() {
        String path = "/api/v1/jobs";
        get(path, Role.READER, Names.IN_COLLECTION, place -> path + "?collection=" + place.collection());
        get(
                path + "/{id}",
                Role.READER,
                Names.IN_COLLECTION,
                place -> path + "/" + place.document().job());
        get(
                path + "/{id}/events",
                Role.READER,
                Names.IN_COLLECTION,
                place -> path + "/" + place.document().job() + "/events");
        get(
                "/api/v1/batches/{id}",
                Role.READER,
                Names.IN_COLLECTION,
                place -> "/api/v1/batches/" + place.document().batch());
        rules.put(
                "POST " + path + "/{id}/cancel",
                add(
                                "POST " + path + "/{id}/cancel",
                                Role.READER,
                                Names.IN_COLLECTION,
                                200,
                                place -> Call.post(
                                        path + "/"
                                                + place.things()
                                                        .uploaded(place.admin(), place.collection())
                                                        .job() + "/cancel",
                                        null))
                        .needs(Role.WRITER));
        rules.put(
                "POST " + path + "/{id}/retry",
                add(
                                "POST " + path + "/{id}/retry",
                                Role.READER,
                                Names.IN_COLLECTION,
                                202,
                                place -> Call.post(
                                        path + "/"
                                                + place.things()
                                                        .cancelled(place.things()
                                                                .uploaded(place.admin(), place.collection())
                                                                .job())
                                                + "/retry",
                                        null))
                        .needs(Role.WRITER));
        for (String what : new String[] {"cancel", "retry"}) {
            add(
                    "POST " + path + "/" + what,
                    Role.WRITER,
                    Names.IN_COLLECTION,
                    200,
                    place -> Call.post(
                            path + "/" + what,
                            "{\"collection\":\"%s\",\"kind\":\"render-page\"}".formatted(place.collection())));
        }
    }

    private void documents() {
        String path = "/api/v1/documents/{id}";
        Function<Place, String> one =
                place -> "/api/v1/documents/" + place.document().document();
        get(path, Role.READER, Names.IN_COLLECTION, one);
        for (String part : new String[] {"/chunks", "/content"}) {
            get(path + part, Role.READER, Names.IN_COLLECTION, place -> one.apply(place) + part);
        }
        get(path + "/pages/{page}", Role.READER, Names.IN_COLLECTION, place -> one.apply(place) + "/pages/1");
        add(
                "GET " + path + "/pages/{page}/image",
                Role.READER,
                Names.IN_COLLECTION,
                202,
                place -> Call.get(one.apply(place) + "/pages/1/image?wait=0"));
        add(
                "PATCH " + path,
                Role.WRITER,
                Names.IN_COLLECTION,
                200,
                place -> new Call("PATCH", one.apply(place), "{\"metadata\":{\"team\":\"x\"}}"));
        add(
                "DELETE " + path,
                Role.WRITER,
                Names.IN_COLLECTION,
                202,
                place -> new Call(
                        "DELETE",
                        "/api/v1/documents/"
                                + place.things()
                                        .uploaded(place.admin(), place.collection())
                                        .document(),
                        null));
        String all = "/api/v1/collections/{collection}/documents";
        Function<Place, String> in = place -> "/api/v1/collections/" + place.collection() + "/documents";
        get(all, Role.READER, Names.IN_COLLECTION, in);
        add(
                "POST " + all,
                Role.WRITER,
                Names.IN_COLLECTION,
                202,
                place -> Call.post(
                        in.apply(place), "{\"filename\":\"%s.txt\",\"text\":\"x\"}".formatted(Things.name("t"))));
        add(
                "POST " + all + "/known",
                Role.WRITER,
                Names.IN_COLLECTION,
                200,
                place -> Call.post(in.apply(place) + "/known", "{\"files\":[]}"));
    }

    private void collections() {
        String path = "/api/v1/collections";
        get(path, Role.READER, Names.NOTHING, place -> path);
        add(
                "POST " + path,
                Role.ADMIN,
                Names.NOTHING,
                201,
                place -> Call.post(path, "{\"name\":\"%s\"}".formatted(Things.name("made"))));
        get(path + "/{name}", Role.READER, Names.IN_COLLECTION, place -> path + "/" + place.collection());
        add(
                "PATCH " + path + "/{name}",
                Role.ADMIN,
                Names.IN_COLLECTION,
                200,
                place -> new Call("PATCH", path + "/" + place.collection(), "{\"retention\":null}"));
        add(
                "DELETE " + path + "/{name}",
                Role.ADMIN,
                Names.IN_COLLECTION,
                202,
                place -> new Call("DELETE", path + "/" + place.fresh(), null));
        add(
                "POST " + path + "/{name}/reindex",
                Role.ADMIN,
                Names.IN_COLLECTION,
                202,
                place -> Call.post(path + "/" + place.fresh() + "/reindex", "{}"));
        add("DELETE " + path + "/{name}/reindex", Role.ADMIN, Names.IN_COLLECTION, 204, place -> {
            String name = place.fresh();
            place.things().document(place.admin(), name);
            Api.done(place.admin(), Call.post(path + "/" + name + "/reindex", "{}"));
            return new Call("DELETE", path + "/" + name + "/reindex", null);
        });
        String members = path + "/{name}/members";
        get(members, Role.ADMIN, Names.IN_COLLECTION, place -> path + "/" + place.collection() + "/members");
        Function<Place, String> member = place -> {
            String url = path + "/" + place.collection() + "/members/"
                    + place.member().key().id;
            Api.done(place.admin(), new Call("PUT", url, "{\"access\":\"read\"}"));
            return url;
        };
        get(members + "/{keyId}", Role.ADMIN, Names.IN_COLLECTION, member);
        add(
                "PUT " + members + "/{keyId}",
                Role.ADMIN,
                Names.IN_COLLECTION,
                200,
                place -> new Call("PUT", member.apply(place), "{\"access\":\"write\"}"));
        add(
                "DELETE " + members + "/{keyId}",
                Role.ADMIN,
                Names.IN_COLLECTION,
                204,
                place -> new Call("DELETE", member.apply(place), null));
    }

    private void management() {
        get("/api/v1/usage", Role.ADMIN, Names.NOTHING, place -> "/api/v1/usage");
        String keys = "/api/v1/keys";
        get(keys, Role.ADMIN, Names.NOTHING, place -> keys);
        add(
                "POST " + keys,
                Role.ADMIN,
                Names.NOTHING,
                201,
                place -> Call.post(keys, "{\"name\":\"%s\",\"role\":\"reader\"}".formatted(Things.name("k"))));
        get(keys + "/{id}", Role.ADMIN, Names.OF_TENANT, place -> keys + "/" + place.key());
        add(
                "DELETE " + keys + "/{id}",
                Role.ADMIN,
                Names.OF_TENANT,
                200,
                place -> new Call("DELETE", keys + "/" + place.key(), null));
        add(
                "POST " + keys + "/{id}/rotate",
                Role.ADMIN,
                Names.OF_TENANT,
                201,
                place -> Call.post(keys + "/" + place.key() + "/rotate", "{}"));
        quotas(keys + "/{id}/quotas", Role.ADMIN, Names.OF_TENANT, place -> keys + "/" + place.key() + "/quotas");
        quotas(
                "/api/v1/tenants/{id}/quotas",
                Role.OPERATOR,
                Names.NOTHING,
                place -> "/api/v1/tenants/" + place.things().tenant() + "/quotas");
        get("/api/v1/quotas", Role.ADMIN, Names.NOTHING, place -> "/api/v1/quotas");
        add("PUT /api/v1/quotas", Role.OPERATOR, Names.NOTHING, 200, place -> new Call("PUT", "/api/v1/quotas", "{}"));
        get("/api/v1/audit", Role.ADMIN, Names.NOTHING, place -> "/api/v1/audit");
        String hooks = "/api/v1/webhooks";
        get(hooks + "/deliveries", Role.ADMIN, Names.NOTHING, place -> hooks + "/deliveries");
        get(hooks + "/secret", Role.ADMIN, Names.NOTHING, place -> hooks + "/secret");
        add(
                "POST " + hooks + "/secret/rotate",
                Role.ADMIN,
                Names.NOTHING,
                200,
                place -> Call.post(hooks + "/secret/rotate", null));
        add(
                "POST " + hooks + "/deliveries/{id}/redeliver",
                Role.ADMIN,
                Names.OF_TENANT,
                202,
                place -> Call.post(hooks + "/deliveries/" + place.delivery() + "/redeliver", null));
        String lanes = "/api/v1/lanes";
        get(lanes, Role.OPERATOR, Names.NOTHING, place -> lanes);
        get(lanes + "/{lane}", Role.OPERATOR, Names.NOTHING, place -> lanes + "/query");
        for (String what : new String[] {"pause", "resume"}) {
            add(
                    "POST " + lanes + "/{lane}/" + what,
                    Role.OPERATOR,
                    Names.NOTHING,
                    200,
                    place -> Call.post(lanes + "/maintenance/" + what, null));
        }
    }

    private void quotas(String path, Role role, Names names, Function<Place, String> url) {
        get(path, role, names, url);
        add("PUT " + path, role, names, 200, place -> new Call("PUT", url.apply(place), "{}"));
        add("DELETE " + path, role, names, 204, place -> new Call("DELETE", url.apply(place), null));
    }

    private void openai() {
        get("/v1/models", Role.READER, Names.NOTHING, place -> "/v1/models");
        get("/v1/models/{id}", Role.READER, Names.IN_COLLECTION, place -> "/v1/models/" + place.collection());
        // no worker answers: the test cancels what waits, which whoever asked is told as 409
        add(
                "POST /v1/chat/completions",
                Role.READER,
                Names.IN_COLLECTION,
                409,
                place -> Call.post(
                        "/v1/chat/completions",
                        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                                .formatted(place.collection(), Things.QUESTION)));
        add(
                "POST /v1/embeddings",
                Role.READER,
                Names.NOTHING,
                409,
                place -> Call.post("/v1/embeddings", "{\"model\":\"bge-small-en-v1.5\",\"input\":\"x\"}"));
    }
}
