package io.ragline.catalog;

import io.ragline.model.Role;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a key's role in the form that people read, {@code reader}. */
@Converter(autoApply = true)
final class RoleConverter implements AttributeConverter<Role, String> {
    @Override
    public String convertToDatabaseColumn(Role role) {
        return role.id();
    }

    @Override
    public Role convertToEntityAttribute(String column) {
        return Role.of(column);
    }
}
