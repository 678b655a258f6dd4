package io.ragline.catalog;

import io.ragline.model.JobPriority;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a job's priority in the form that people read, {@code high}. */
@Converter(autoApply = true)
final class JobPriorityConverter implements AttributeConverter<JobPriority, String> {
    @Override
    public String convertToDatabaseColumn(JobPriority priority) {
        return priority.id();
    }

    @Override
    public JobPriority convertToEntityAttribute(String column) {
        return JobPriority.of(column);
    }
}
