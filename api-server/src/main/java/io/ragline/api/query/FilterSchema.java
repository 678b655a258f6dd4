package io.ragline.api.query;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A filter as the OpenAPI document describes it; {@link io.ragline.filter.FilterReader} is what reads them. */
@Schema(
        name = "Filter",
        description =
                "One of and, or, not; or a condition: field and one of equals, in, exists, or a range of one or two of"
                        + " gt, gte, lt, lte")
record FilterSchema(
        @Schema(description = "All of them hold") @Nullable List<FilterSchema> and,

        @Schema(description = "One of them holds at least") @Nullable
        List<FilterSchema> or,

        @Schema(description = "It does not hold") @Nullable FilterSchema not,

        @Schema(description = "filename, type, page, created, or metadata. and a name", examples = "metadata.team")
        @Nullable
        String field,

        @Schema(oneOf = {String.class, Double.class, Boolean.class}) @Nullable
        Object equals,

        @Nullable List<FilterValue> in,
        @Nullable Boolean exists,

        @Schema(oneOf = {Double.class, String.class}) @Nullable
        Object gt,

        @Schema(oneOf = {Double.class, String.class}) @Nullable
        Object gte,

        @Schema(oneOf = {Double.class, String.class}) @Nullable
        Object lt,

        @Schema(oneOf = {Double.class, String.class}) @Nullable
        Object lte) {

    /** A value that a field is compared with. */
    @Schema(
            name = "FilterValue",
            oneOf = {String.class, Double.class, Boolean.class})
    interface FilterValue {}
}
