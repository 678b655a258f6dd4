package io.ragline.outbound;

import java.net.InetAddress;

/**
 * Addresses that begin with the same bits.
 *
 * @param first an address of the range
 * @param bits how many of its bits all of them have
 */
record AddressRange(InetAddress first, int bits) {
    AddressRange {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("%s has no %d bits".formatted(first.getHostAddress(), bits));
        }
    }

    /**
     * Reads {@code 10.1.0.0/16}, or a single address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress first = AddressLiteral.parse(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no range of addresses like 10.1.0.0/16 or fd00::/8".formatted(text)));
        try {
            int all = first.getAddress().length * Byte.SIZE;
            return new AddressRange(first, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' does not end in a number of bits".formatted(text), e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((mine[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
