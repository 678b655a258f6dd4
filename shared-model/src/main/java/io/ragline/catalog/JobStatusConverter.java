package io.ragline.catalog;

import io.ragline.model.JobStatus;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Keeps a job's status in the form that people read, {@code queued}. */
@Converter(autoApply = true)
final class JobStatusConverter implements AttributeConverter<JobStatus, String> {
    @Override
    public String convertToDatabaseColumn(JobStatus status) {
        return status.id();
    }

    @Override
    public JobStatus convertToEntityAttribute(String column) {
        return JobStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
