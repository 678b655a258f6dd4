package io.ragline.api.usage;

import io.ragline.api.access.Caller;
import io.ragline.api.access.Roles;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.GivenPeriod;
import io.ragline.catalog.ApiKeyRepository;
import io.ragline.catalog.UsageFilter;
import io.ragline.catalog.UsageKey;
import io.ragline.catalog.UsageRepository;
import io.ragline.catalog.UsageSum;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells what answering questions took. */
@Path("/api/v1/usage")
@Tag(name = "Usage")
public class UsageResource {
    private static final String CSV = "text/csv";
    private static final int MOST_ROWS = 20_000;

    private final UsageRepository usage;
    private final ModelPrices prices;
    private final ApiKeyRepository apiKeys;
    private final Caller caller;

    UsageResource(UsageRepository usage, ModelPrices prices, ApiKeyRepository apiKeys, Caller caller) {
        this.usage = usage;
        this.prices = prices;
        this.apiKeys = apiKeys;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "What answering questions took: tokens, time by stage, cost",
            description = "By day (UTC), model and key, or some of them. As CSV with 'Accept: text/csv' or format=csv.")
    @APIResponse(
            responseCode = "200",
            description = "A row for each day, model and key",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UsageView.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    public Response usage(
            @Parameter(description = "Answered at or after: a day or a time; 30 days before 'until' unless given")
                    @QueryParam("since")
                    @Nullable
                    String since,
            @Parameter(description = "Answered before that time, or on that day at the latest; now unless given")
                    @QueryParam("until")
                    @Nullable
                    String until,
            @Parameter(description = "Any of day, model, key, separated by commas")
                    @QueryParam("by")
                    @DefaultValue("day,model,key")
                    String by,
            @Parameter(description = "Only questions that came with the key of that id") @QueryParam("key") @Nullable
                    String key,
            @Parameter(description = "json or csv; else what Accept prefers") @QueryParam("format") @Nullable
                    String format,
            @Context HttpHeaders headers) {
        boolean csv = isCsv(format, headers.getAcceptableMediaTypes());
        GivenPeriod period = GivenPeriod.of(since, until, Instant.now());
        UsageFilter filter = new UsageFilter(period.since(), period.until(), keys(by), id(key));
        List<UsageSum> sums = usage.sums(caller.tenantId(), filter, prices.all(), MOST_ROWS + 1);
        Map<UUID, String> names = names(sums);
        List<UsageView.Row> rows =
                sums.stream().map(sum -> UsageView.Row.of(sum, names)).toList();
        if (rows.size() > MOST_ROWS) {
            throw new BadFieldException(
                    "by", "That is more than %,d rows: ask for a shorter time or a coarser by.".formatted(MOST_ROWS));
        }
        return csv
                ? Response.ok(UsageCsv.of(rows), CSV + "; charset=utf-8; header=present")
                        .header("Content-Disposition", "attachment; filename=\"usage.csv\"")
                        .build()
                : Response.ok(new UsageView(period.since(), period.until(), rows), MediaType.APPLICATION_JSON)
                        .build();
    }

    private Map<UUID, String> names(List<UsageSum> sums) {
        Set<UUID> ids =
                sums.stream().map(UsageSum::keyId).filter(Objects::nonNull).collect(Collectors.toSet());
        return ids.isEmpty() ? Map.of() : apiKeys.names(caller.tenantId(), ids);
    }

    private static @Nullable UUID id(@Nullable String key) {
        try {
            return key == null ? null : UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("key", "key is the id of a key; GET /api/v1/keys lists them.");
        }
    }

    private static Set<UsageKey> keys(String by) {
        Set<UsageKey> keys = EnumSet.noneOf(UsageKey.class);
        for (String each : by.split(",", -1)) {
            keys.add(Arrays.stream(UsageKey.values())
                    .filter(key -> key.name().toLowerCase(Locale.ROOT).equals(each.strip()))
                    .findFirst()
                    .orElseThrow(() ->
                            new BadFieldException("by", "by is one or more of day, model, key, separated by commas.")));
        }
        return keys;
    }

    /** The acceptable types stand in the order of preference. */
    private static boolean isCsv(@Nullable String format, List<MediaType> acceptable) {
        if (format == null) {
            return acceptable.stream()
                    .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                            || type.isCompatible(MediaType.valueOf(CSV)))
                    .findFirst()
                    .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                    .isPresent();
        }
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw new BadFieldException("format", "format is json or csv.");
        };
    }
}
