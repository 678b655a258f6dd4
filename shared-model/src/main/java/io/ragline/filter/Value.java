package io.ragline.filter;

import java.time.Instant;
import java.util.Objects;

/** What a field says. Values of different kinds are never equal. */
public sealed interface Value {

    /** Compared letter by letter. */
    record Text(String text) implements Value {
        public Text {
            Objects.requireNonNull(text);
        }
    }

    /** Compared as a double: 2 is 2.0. */
    record Number(double number) implements Value {
        public Number {
            number = number + 0.0; // -0.0 is 0.0
        }
    }

    /** True or false. */
    record Flag(boolean flag) implements Value {}

    /** A point in time, to the millisecond. */
    record Time(Instant time) implements Value {
        public Time {
            time = Instant.ofEpochMilli(time.toEpochMilli());
        }
    }
}
