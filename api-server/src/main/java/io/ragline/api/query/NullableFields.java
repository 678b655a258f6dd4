package io.ragline.api.query;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.ragline.model.QueryResult;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Says in the OpenAPI document which fields of a result may be null: those that are {@link Nullable} in the code. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class NullableFields implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        mark(QueryResult.class, document.getComponents().getSchemas(), new ArrayList<>());
    }

    private static void mark(Class<?> type, Map<String, Schema> schemas, List<Class<?>> done) {
        Schema schema = schemas.get(type.getSimpleName());
        if (!type.isRecord() || schema == null || done.contains(type)) {
            return;
        }
        done.add(type);
        for (RecordComponent field : type.getRecordComponents()) {
            Schema before = Optional.ofNullable(schema.getProperties())
                    .map(properties -> properties.get(field.getName()))
                    .orElse(null);
            if (before != null && field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addProperty(field.getName(), orNull(before));
            }
            records(field.getAnnotatedType()).forEach(each -> mark(each, schemas, done));
        }
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(OASFactory.createSchema().ref(schema.getRef()))
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        if (schema.getType() != null && !schema.getType().contains(SchemaType.NULL)) {
            schema.addType(SchemaType.NULL);
        }
        return schema;
    }

    private static List<Class<?>> records(AnnotatedType type) {
        List<Class<?>> found = new ArrayList<>();
        if (type instanceof AnnotatedParameterizedType parameterized) {
            for (AnnotatedType argument : parameterized.getAnnotatedActualTypeArguments()) {
                found.addAll(records(argument));
            }
        } else if (type.getType() instanceof Class<?> plain) {
            found.add(plain);
        }
        return found;
    }
}
