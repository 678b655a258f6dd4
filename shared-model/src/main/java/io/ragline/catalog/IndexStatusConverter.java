package io.ragline.catalog;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Keeps an index's status in the form that people read, {@code active}. */
@Converter(autoApply = true)
final class IndexStatusConverter implements AttributeConverter<IndexStatus, String> {
    @Override
    public String convertToDatabaseColumn(IndexStatus status) {
        return status.id();
    }

    @Override
    public IndexStatus convertToEntityAttribute(String column) {
        return IndexStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
