package io.ragline.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.StringJoiner;

/** Words durations for people, who don't read {@code PT45S}. */
public final class Durations {
    private static final long SECONDS_OF_A_MINUTE = 60;
    private static final long SECONDS_OF_AN_HOUR = 3_600;
    private static final long SECONDS_OF_A_DAY = 86_400;
    private static final int MILLIS_OF_A_SECOND = 1_000;

    private Durations() {}

    /**
     * {@code 250 milliseconds}, {@code 1.5 seconds}, {@code 45 seconds}, {@code 1 minute 30 seconds}, {@code 7 days}: its two largest
     * units, the rest left out.
     */
    public static String inWords(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis > 0 && millis < MILLIS_OF_A_SECOND) {
            return counted(BigDecimal.valueOf(millis), "millisecond");
        }
        if (millis < SECONDS_OF_A_MINUTE * MILLIS_OF_A_SECOND) {
            return counted(tenths(millis), "second");
        }
        long seconds = millis / MILLIS_OF_A_SECOND;
        if (seconds < SECONDS_OF_AN_HOUR) {
            return two(seconds, SECONDS_OF_A_MINUTE, "minute", 1, "second");
        }
        return seconds < SECONDS_OF_A_DAY
                ? two(seconds, SECONDS_OF_AN_HOUR, "hour", SECONDS_OF_A_MINUTE, "minute")
                : two(seconds, SECONDS_OF_A_DAY, "day", SECONDS_OF_AN_HOUR, "hour");
    }

    private static BigDecimal tenths(long millis) {
        BigDecimal seconds = BigDecimal.valueOf(millis, 3).setScale(1, RoundingMode.DOWN);
        return seconds.stripTrailingZeros().scale() > 0 ? seconds : seconds.setScale(0, RoundingMode.DOWN);
    }

    private static String two(long seconds, long large, String nameOfLarge, long small, String nameOfSmall) {
        StringJoiner words = new StringJoiner(" ").add(counted(BigDecimal.valueOf(seconds / large), nameOfLarge));
        long rest = seconds % large / small;
        return rest == 0
                ? words.toString()
                : words.add(counted(BigDecimal.valueOf(rest), nameOfSmall)).toString();
    }

    private static String counted(BigDecimal number, String unit) {
        return number + " " + unit + (number.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }
}
