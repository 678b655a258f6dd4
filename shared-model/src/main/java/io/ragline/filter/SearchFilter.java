package io.ragline.filter;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition that a chunk meets or not. A field of several values meets a condition if any of them does. */
@JsonSerialize(using = FilterSerializer.class)
@JsonDeserialize(using = FilterDeserializer.class)
public sealed interface SearchFilter {

    /** All of them hold; with none it holds always. */
    record And(List<SearchFilter> all) implements SearchFilter {
        public And {
            all = List.copyOf(all);
        }
    }

    /** One of them holds at least; with none it never does. */
    record Or(List<SearchFilter> any) implements SearchFilter {
        public Or {
            any = List.copyOf(any);
        }
    }

    /** It doesn't hold; a chunk without the field meets this. */
    record Not(SearchFilter filter) implements SearchFilter {
        public Not {
            Objects.requireNonNull(filter);
        }
    }

    /** The field has one of these values. */
    record In(Field field, Set<Value> values) implements SearchFilter {
        public In {
            Objects.requireNonNull(field);
            values = Set.copyOf(values);
        }
    }

    /** The field has a number between two numbers; null for no limit. */
    record Between(
            Field field, @Nullable Bound from, @Nullable Bound to) implements SearchFilter {
        public Between {
            Objects.requireNonNull(field);
        }
    }

    /** The field has a time between two times, the earlier included, the later not; null for no limit. */
    record Within(Field field, Value.@Nullable Time from, Value.@Nullable Time before) implements SearchFilter {
        public Within {
            Objects.requireNonNull(field);
        }
    }

    /** The field has a value. */
    record Exists(Field field) implements SearchFilter {
        public Exists {
            Objects.requireNonNull(field);
        }
    }

    /** One end of a range of numbers. */
    record Bound(double number, boolean included) {}
}
