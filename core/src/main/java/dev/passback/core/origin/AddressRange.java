package dev.passback.core.origin;

import java.util.regex.Pattern;

/** Addresses that begin with the same bits, written as {@code 10.0.0.0/8}, or one address. */
public record AddressRange(IpAddress network, int bits) {

    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    public AddressRange {
        if (bits < 0 || bits > width(network)) {
            throw new IllegalArgumentException("the length of a range is at most 32, for version 6 at most 128");
        }
        if (!masked(network, bits).equals(network)) {
            throw new IllegalArgumentException("a range begins with its first address, such as 10.0.0.0/8");
        }
    }

    /**
     * Reads a range or an address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        String[] parts = text.split("/", 2);
        IpAddress network = IpAddress.parse(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "must hold addresses and ranges such as 10.0.0.5, 10.0.0.0/8, 2001:db8::/32"));
        if (parts.length == 1) {
            return new AddressRange(network, width(network));
        }
        if (!LENGTH.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException("a range ends with a slash and a number of bits, such as 10.0.0.0/8");
        }
        return new AddressRange(network, Integer.parseInt(parts[1]));
    }

    public boolean holds(IpAddress address) {
        return address.four() == network.four() && masked(address, bits).equals(network);
    }

    private static int width(IpAddress address) {
        return address.four() ? 32 : 128;
    }

    private static IpAddress masked(IpAddress address, int bits) {
        return address.four()
                ? new IpAddress(true, 0, address.low() & mask(bits + 32))
                : new IpAddress(false, address.high() & mask(Math.min(bits, 64)), address.low() & mask(bits - 64));
    }

    /** So many ones from the left, of 64. */
    private static long mask(int ones) {
        return ones <= 0 ? 0 : -1L << (64 - ones);
    }

    @Override
    public String toString() {
        return network + "/" + bits;
    }
}
