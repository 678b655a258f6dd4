package io.ragline.api.jobs;

import io.ragline.api.access.CollectionAccess;
import io.ragline.api.http.BadFieldException;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.JobFilter;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a filter of what a request says, or says what is wrong with it. */
@ApplicationScoped
class JobFilters {
    private static final Logger LOG = Logger.getLogger(JobFilters.class);
    private static final int LAST_YEAR = 9999;

    private final CollectionAccess access;

    JobFilters(CollectionAccess access) {
        this.access = access;
    }

    /** The jobs that are meant, in whatever status. */
    JobFilter of(JobSelection selection) {
        return of(selection, EnumSet.allOf(JobStatus.class), access::toRead);
    }

    /**
     * The jobs that are meant, which are to be changed.
     *
     * @param possible the statuses that make sense for what is to be done with them
     * @throws BadFieldException for a value that a field can't have
     */
    JobFilter toChange(JobSelection selection, Set<JobStatus> possible) {
        return of(selection, possible, access::toWrite);
    }

    private static JobFilter of(
            JobSelection selection, Set<JobStatus> possible, Function<String, CollectionEntity> named) {
        ErrorCode code = value("code", selection.code(), ErrorCode.values(), ErrorCode::name);
        Set<JobStatus> statuses = statuses(selection.status(), possible);
        if (selection.quarantined() != null) {
            checkQuarantined(selection, statuses, possible);
            code = ErrorCode.POISONED;
            statuses = Set.of(JobStatus.FAILED);
        }
        return new JobFilter(
                statuses.size() == JobStatus.values().length ? Set.of() : statuses,
                value("lane", selection.lane(), Lane.values(), Lane::id),
                value("kind", selection.kind(), JobKind.values(), JobKind::id),
                selection.collection() == null ? null : named.apply(selection.collection()).id,
                id("batchId", selection.batchId()),
                code == null ? null : code.name(),
                time("since", selection.since()),
                time("until", selection.until()));
    }

    private static Set<JobStatus> statuses(@Nullable List<String> given, Set<JobStatus> possible) {
        if (given == null || given.isEmpty()) {
            return possible;
        }
        Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
        JobStatus[] allowed = possible.toArray(JobStatus[]::new);
        for (String some : given) {
            for (String each : String.valueOf(some).split(",", -1)) {
                statuses.add(required("status", each.strip(), allowed, JobStatus::id));
            }
        }
        return statuses;
    }

    private static void checkQuarantined(JobSelection selection, Set<JobStatus> statuses, Set<JobStatus> possible) {
        if (Boolean.FALSE.equals(selection.quarantined())) {
            throw new BadFieldException("quarantined", "quarantined is true, or left out.");
        }
        if (!possible.contains(JobStatus.FAILED)) {
            throw new BadFieldException(
                    "quarantined", "Quarantined jobs have failed, so this can't be done with them.");
        }
        if (!statuses.contains(JobStatus.FAILED)) {
            throw new BadFieldException("status", "Quarantined jobs have failed: leave status out, or say failed.");
        }
        if (selection.code() != null && !selection.code().equals(ErrorCode.POISONED.name())) {
            throw new BadFieldException("code", "Quarantined jobs have the code POISONED: leave code out.");
        }
    }

    private static <T> @Nullable T value(String field, @Nullable String given, T[] allowed, Function<T, String> name) {
        return given == null ? null : required(field, given, allowed, name);
    }

    private static <T> T required(String field, String given, T[] allowed, Function<T, String> name) {
        return Arrays.stream(allowed)
                .filter(each -> name.apply(each).equals(given))
                .findFirst()
                .orElseThrow(() -> new BadFieldException(
                        field,
                        "%s is one of %s."
                                .formatted(
                                        field, Arrays.stream(allowed).map(name).collect(Collectors.joining(", ")))));
    }

    private static @Nullable UUID id(String field, @Nullable String given) {
        try {
            return given == null ? null : UUID.fromString(given);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException(
                    field, "%s is an id such as 019f0c2e-5a3b-7c4d-8e1f-0123456789ab.".formatted(field));
        }
    }

    private static @Nullable Instant time(String field, @Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(given);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            LOG.debugf("%s: %s", field, e.getMessage());
        }
        throw new BadFieldException(field, "%s is a time such as 2030-01-31T18:00:00Z.".formatted(field));
    }
}
