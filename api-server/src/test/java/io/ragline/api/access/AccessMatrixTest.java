package io.ragline.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ragline.api.access.AccessRules.Place;
import io.ragline.api.access.AccessRules.Rule;
import io.ragline.api.access.Api.Answer;
import io.ragline.api.access.Api.Call;
import io.ragline.catalog.Ids;
import io.ragline.model.Role;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every operation of the OpenAPI document, asked by everybody, on a real Redis and a real PostgreSQL. */
@QuarkusTest
@TestProfile(WithKeys.class)
@WithTestResource(RealServices.class)
class AccessMatrixTest {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    @Inject
    Things things;

    /**
     * Who asks.
     *
     * @param role null if the key is none, or none any more
     */
    private record Asker(@Nullable String key, @Nullable Role role, boolean sameTenant, boolean limited) {}

    private Map<String, Asker> askers(String reader, Keys.Made writer, String admin) {
        Map<String, Asker> askers = new LinkedHashMap<>();
        askers.put("no key", new Asker(null, null, true, false));
        askers.put("revoked", new Asker(things.revokedKey(Ids.DEFAULT_TENANT), null, true, false));
        askers.put("expired", new Asker(things.expiredKey(Ids.DEFAULT_TENANT), null, true, false));
        askers.put("reader", new Asker(reader, Role.READER, true, false));
        askers.put("writer", new Asker(writer.whole(), Role.WRITER, true, false));
        askers.put("admin", new Asker(admin, Role.ADMIN, true, false));
        askers.put("operator", new Asker(WithKeys.OPERATOR, Role.OPERATOR, true, false));
        askers.put(
                "other tenant's admin",
                new Asker(things.key(things.tenant(), Role.ADMIN).whole(), Role.ADMIN, false, false));
        askers.put(
                "limited to another collection",
                new Asker(
                        things.key(Ids.DEFAULT_TENANT, Role.WRITER, things.collection(admin, Things.name("elsewhere")))
                                .whole(),
                        Role.WRITER,
                        true,
                        true));
        return askers;
    }

    private static int expected(Rule rule, String who, Asker asker) {
        if (asker.role() == null) {
            return 401;
        }
        if (asker.role().compareTo(rule.declared()) < 0) {
            return 403;
        }
        boolean isThere = switch (rule.names()) {
            case NOTHING -> true;
            case OF_TENANT -> asker.sameTenant();
            case IN_COLLECTION -> asker.sameTenant() && !asker.limited();
            case OF_READER ->
                asker.sameTenant() && (who.equals("reader") || asker.role().compareTo(Role.ADMIN) >= 0);
        };
        if (!isThere) {
            return 404;
        }
        return asker.role().compareTo(rule.role()) < 0 ? 403 : rule.status();
    }

    /** The operations, each with the roles that the document says. */
    private static Map<String, JsonNode> operations() {
        JsonNode document =
                Api.done(WithKeys.OPERATOR, Call.get("/q/openapi?format=json")).json();
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        document.get("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> operations.put(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                path.getValue().get(method))));
        return operations;
    }

    @Test
    void every_operation_has_a_rule_and_every_rule_an_operation() {
        TreeSet<String> without = new TreeSet<>(operations().keySet());
        without.removeAll(AccessRules.all().keySet());
        assertThat(without)
                .as(
                        "Operations without a rule. Add a row for each to AccessRules: the role that it needs, what its request"
                                + " names, the status for whoever may, and a request that names things that there are.")
                .isEmpty();
        TreeSet<String> gone = new TreeSet<>(AccessRules.all().keySet());
        gone.removeAll(operations().keySet());
        assertThat(gone)
                .as("Rules of operations that there are not. Remove them from AccessRules.")
                .isEmpty();
    }

    @Test
    void the_document_says_which_role_each_operation_needs() {
        List<String> wrong = new ArrayList<>();
        operations().forEach((name, operation) -> {
            Rule rule = AccessRules.all().get(name);
            String said = operation.at("/security/0/key/0").asText();
            if (rule != null
                    && (!said.equals(rule.declared().id())
                            || !operation.path("description").asText().contains("Role: " + said))) {
                wrong.add(name + " says " + operation.path("security") + " " + operation.path("description"));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everybody_gets_what_the_rules_say() throws InterruptedException {
        String admin = things.key(Ids.DEFAULT_TENANT, Role.ADMIN).whole();
        String reader = things.key(Ids.DEFAULT_TENANT, Role.READER).whole();
        Keys.Made writer = things.key(Ids.DEFAULT_TENANT, Role.WRITER);
        String collection = Things.name("here");
        things.collection(admin, collection);
        Place place = new Place(things, admin, reader, collection, things.document(admin, collection), writer);
        Map<String, Asker> askers = askers(reader, writer, admin);
        List<String> wrong = new ArrayList<>();
        try (ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor()) {
            worker.scheduleWithFixedDelay(things::cancelQuestions, 0, 100, TimeUnit.MILLISECONDS);
            AccessRules.all()
                    .forEach((operation, rule) -> askers.forEach((who, asker) -> {
                        Answer answer = Api.ask(asker.key(), rule.call().apply(place));
                        int expected = expected(rule, who, asker);
                        if (answer.status() != expected) {
                            wrong.add("%s by %s: %d instead of %d, %s"
                                    .formatted(operation, who, answer.status(), expected, answer.body()));
                        }
                    }));
            worker.shutdownNow();
        }

        assertThat(wrong).isEmpty();
        assertThat(AccessRules.all().size() * askers.size()).as("asked").isGreaterThan(500);
    }

    /** The names without {@code /api/v1} lead to the same. */
    @Test
    void short_paths_are_no_way_around() {
        String admin = things.key(Ids.DEFAULT_TENANT, Role.ADMIN).whole();
        String other = things.key(things.tenant(), Role.ADMIN).whole();
        String collection = Things.name("short");
        things.collection(admin, collection);
        Things.Uploaded document = things.document(admin, collection);

        assertThat(Api.ask(null, Call.post("/query", Things.ask("default"))).status())
                .isEqualTo(401);
        assertThat(Api.ask(other, Call.post("/query", Things.ask(collection))).status())
                .isEqualTo(404);
        assertThat(Api.ask(other, Call.get("/job-status/" + document.job())).status())
                .isEqualTo(404);
        assertThat(Api.ask(admin, Call.get("/job-status/" + document.job())).status())
                .isEqualTo(200);
        assertThat(Api.ask(other, Call.get("/result/" + document.job())).status())
                .isEqualTo(404);
    }
}
