package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.ragline.filter.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of a payload field, without which a filter would read every chunk.
 *
 * @param field of the payload, or a path in it
 * @param type as it is created
 * @param reported as the server names it
 * @param params its details; null for those that the server chooses
 */
record PayloadIndex(
        String field,
        FieldType type,
        PayloadSchemaType reported,
        @Nullable PayloadIndexParams params) {

    /** What every collection has. */
    static final List<PayloadIndex> ALL = List.of(
            tenant(),
            plain(Payload.INDEX, FieldType.FieldTypeKeyword, PayloadSchemaType.Keyword),
            plain(Payload.DOCUMENT, FieldType.FieldTypeKeyword, PayloadSchemaType.Keyword),
            plain(Payload.OWNER, FieldType.FieldTypeKeyword, PayloadSchemaType.Keyword),
            plain(Payload.ATTRIBUTES, FieldType.FieldTypeKeyword, PayloadSchemaType.Keyword),
            plain(Payload.COMMITTED, FieldType.FieldTypeBool, PayloadSchemaType.Bool),
            words(),
            wholeNumbers(Payload.PAGE),
            wholeNumbers(RangePaths.time(Field.CREATED)));

    /** The server keeps the points of a tenant together. */
    private static PayloadIndex tenant() {
        return new PayloadIndex(
                Payload.TENANT,
                FieldType.FieldTypeKeyword,
                PayloadSchemaType.Keyword,
                PayloadIndexParams.newBuilder()
                        .setKeywordIndexParams(KeywordIndexParams.newBuilder().setIsTenant(true))
                        .build());
    }

    private static PayloadIndex words() {
        return new PayloadIndex(
                Payload.WORDS,
                FieldType.FieldTypeText,
                PayloadSchemaType.Text,
                PayloadIndexParams.newBuilder()
                        .setTextIndexParams(TextIndexParams.newBuilder()
                                .setTokenizer(TokenizerType.Whitespace)
                                .setLowercase(false)
                                .setPhraseMatching(true)
                                .setOnDisk(true))
                        .build());
    }

    /** For pages and times. */
    static PayloadIndex wholeNumbers(String field) {
        return plain(field, FieldType.FieldTypeInteger, PayloadSchemaType.Integer);
    }

    static PayloadIndex numbers(String field) {
        return plain(field, FieldType.FieldTypeFloat, PayloadSchemaType.Float);
    }

    private static PayloadIndex plain(String field, FieldType type, PayloadSchemaType reported) {
        return new PayloadIndex(field, type, reported, null);
    }

    /** @param wait whether it is answered when the index is built */
    CreateFieldIndexCollection create(String collection, boolean wait, long seconds) {
        CreateFieldIndexCollection.Builder create = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setFieldName(field)
                .setFieldType(type)
                .setWait(wait)
                .setOrdering(Ordering.WRITES)
                .setTimeout(seconds);
        if (params != null) {
            create.setFieldIndexParams(params);
        }
        return create.build();
    }

    /** In a sentence; empty if the collection has it, or doesn't have it yet. */
    Optional<String> differenceFrom(Map<String, PayloadSchemaInfo> schema) {
        PayloadSchemaInfo found = schema.get(field);
        if (found == null) {
            return Optional.empty();
        }
        if (found.getDataType() != reported) {
            return Optional.of("the index of '%s' is %s, not %s".formatted(field, found.getDataType(), reported));
        }
        boolean text = reported == PayloadSchemaType.Text;
        TextIndexParams has = found.getParams().getTextIndexParams();
        return text && !(has.getPhraseMatching() && has.getTokenizer() == TokenizerType.Whitespace)
                ? Optional.of(
                        "the index of '%s' finds no phrases, or splits words at more than spaces".formatted(field))
                : Optional.empty();
    }
}
