package io.ragline.bench.queue;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of stored jobs to grow through.
 *
 * @param ascending none at all, or growing from at least 1
 */
record Sizes(List<Integer> ascending) {

    /** As far as a limit. */
    List<Integer> upTo(int most) {
        return ascending.stream().filter(size -> size <= most).toList();
    }

    boolean isEmpty() {
        return ascending.isEmpty();
    }

    /** Reads {@code 1000,10000} in any order, or {@code 0} for none. */
    static final class Converter implements ITypeConverter<Sizes> {
        @Override
        public Sizes convert(String value) {
            try {
                List<Integer> sizes = Arrays.stream(value.split(",", -1))
                        .map(size -> Integer.valueOf(size.strip().replace("_", "")))
                        .sorted()
                        .distinct()
                        .toList();
                if (sizes.equals(List.of(0))) {
                    return new Sizes(List.of());
                }
                if (sizes.getFirst() < 1) {
                    throw new TypeConversionException("'" + value + "' holds a size below 1");
                }
                return new Sizes(sizes);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + value + "' is not a list of numbers such as 1000,10000");
            }
        }
    }
}
