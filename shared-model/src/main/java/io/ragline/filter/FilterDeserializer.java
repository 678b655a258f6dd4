package io.ragline.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;

/** Reads what {@link FilterSerializer} wrote. */
final class FilterDeserializer extends JsonDeserializer<SearchFilter> {
    @Override
    public SearchFilter deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return FilterReader.read(parser.readValueAsTree());
    }
}
