package io.ragline.filter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.ragline.filter.SearchFilter.And;
import io.ragline.filter.SearchFilter.Between;
import io.ragline.filter.SearchFilter.Bound;
import io.ragline.filter.SearchFilter.Exists;
import io.ragline.filter.SearchFilter.In;
import io.ragline.filter.SearchFilter.Not;
import io.ragline.filter.SearchFilter.Or;
import io.ragline.filter.SearchFilter.Within;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a filter in the form that {@link FilterReader} reads. */
final class FilterSerializer extends JsonSerializer<SearchFilter> {
    @Override
    public void serialize(SearchFilter filter, JsonGenerator out, SerializerProvider provider) throws IOException {
        write(filter, out);
    }

    private static void write(SearchFilter filter, JsonGenerator out) throws IOException {
        out.writeStartObject();
        switch (filter) {
            case And(List<SearchFilter> all) -> writeList("and", all, out);
            case Or(List<SearchFilter> any) -> writeList("or", any, out);
            case Not(SearchFilter inner) -> {
                out.writeFieldName("not");
                write(inner, out);
            }
            case In in -> writeIn(in, out);
            case Between between -> {
                out.writeStringField("field", between.field().name());
                writeBound(between.from(), "gt", out);
                writeBound(between.to(), "lt", out);
            }
            case Within within -> {
                out.writeStringField("field", within.field().name());
                if (within.from() != null) {
                    out.writeStringField("gte", within.from().time().toString());
                }
                if (within.before() != null) {
                    out.writeStringField("lt", within.before().time().toString());
                }
            }
            case Exists(Field field) -> {
                out.writeStringField("field", field.name());
                out.writeBooleanField("exists", true);
            }
        }
        out.writeEndObject();
    }

    private static void writeList(String name, List<SearchFilter> filters, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (SearchFilter filter : filters) {
            write(filter, out);
        }
        out.writeEndArray();
    }

    private static void writeIn(In in, JsonGenerator out) throws IOException {
        out.writeStringField("field", in.field().name());
        out.writeArrayFieldStart("in");
        for (Value value : in.values()) {
            switch (value) {
                case Value.Text(String text) -> out.writeString(text);
                case Value.Number(double number) -> out.writeNumber(number);
                case Value.Flag(boolean flag) -> out.writeBoolean(flag);
                case Value.Time time -> throw new IllegalStateException("No condition asks for one point of time");
            }
        }
        out.writeEndArray();
    }

    private static void writeBound(@Nullable Bound bound, String operator, JsonGenerator out) throws IOException {
        if (bound != null) {
            out.writeNumberField(bound.included() ? operator + "e" : operator, bound.number());
        }
    }
}
