package io.ragline.catalog;

import io.ragline.model.JobKind;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Keeps a job's kind in the form that people read, {@code ingest-document}. */
@Converter(autoApply = true)
final class JobKindConverter implements AttributeConverter<JobKind, String> {
    @Override
    public String convertToDatabaseColumn(JobKind kind) {
        return kind.id();
    }

    @Override
    public JobKind convertToEntityAttribute(String column) {
        return JobKind.valueOf(column.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
