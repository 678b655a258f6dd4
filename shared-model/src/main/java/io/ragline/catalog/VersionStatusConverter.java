package io.ragline.catalog;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Keeps a version's status in the form that people read, {@code active}. */
@Converter(autoApply = true)
final class VersionStatusConverter implements AttributeConverter<VersionStatus, String> {
    @Override
    public String convertToDatabaseColumn(VersionStatus status) {
        return status.id();
    }

    @Override
    public VersionStatus convertToEntityAttribute(String column) {
        return VersionStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
