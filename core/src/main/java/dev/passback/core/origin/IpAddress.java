package dev.passback.core.origin;

import java.util.Optional;

/**
 * An address of version 4 or 6. One of version 4 that is mapped into version 6 ({@code ::ffff:0:0/96}) is one of version 4.
 *
 * @param high the upper 64 bits; 0 for version 4
 * @param low the lower 64 bits, or the 32 of version 4
 */
public record IpAddress(boolean four, long high, long low) {

    private static final int LONGEST = 100;
    private static final long MAPPED = 0xffffL;

    /** Reads an address as it is usually written, with nothing around it; a zone as in {@code fe80::1%eth0} is left out. */
    public static Optional<IpAddress> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.indexOf(':') < 0) {
            return parse4(text).map(bits -> new IpAddress(true, 0, bits));
        }
        int zone = text.indexOf('%');
        return parse6(zone < 0 ? text : text.substring(0, zone));
    }

    /** Four decimal numbers. Those with a zero in front are refused: some read them as octal, some do not. */
    private static Optional<Long> parse4(String text) {
        String[] parts = text.split("\\.", -1);
        long bits = 0;
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            int number = Integer.parseInt(part);
            if (number > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return Optional.empty();
            }
            bits = bits << 8 | number;
        }
        return parts.length == 4 ? Optional.of(bits) : Optional.empty();
    }

    private static Optional<IpAddress> parse6(String text) {
        int gap = text.indexOf("::");
        int[] groups = new int[8];
        if (gap < 0) {
            return fill(text, groups, 0) == 8 ? Optional.of(of(groups)) : Optional.empty();
        }
        int[] tail = new int[8];
        int before = gap == 0 ? 0 : fill(text.substring(0, gap), groups, 0);
        int after = gap + 2 == text.length() ? 0 : fill(text.substring(gap + 2), tail, 0);
        // the two colons stand for one group at the least
        if (before < 0
                || after < 0
                || before + after > 7
                || (before > 0 && text.substring(0, gap).indexOf('.') >= 0)) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, 8 - after, after);
        return Optional.of(of(groups));
    }

    /** How many groups a text without {@code ::} holds, put from {@code at} on; -1 if it is none. */
    private static int fill(String text, int[] groups, int at) {
        String[] parts = text.split(":", -1);
        int filled = at;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                Optional<Long> four = parse4(part);
                if (four.isEmpty() || filled > 6) {
                    return -1;
                }
                groups[filled++] = (int) (four.get() >>> 16);
                groups[filled++] = (int) (four.get() & 0xffff);
            } else {
                if (filled > 7
                        || part.isEmpty()
                        || part.length() > 4
                        || !part.chars().allMatch(IpAddress::isHex)) {
                    return -1;
                }
                groups[filled++] = Integer.parseInt(part, 16);
            }
        }
        return filled;
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static IpAddress of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return high == 0 && low >>> 32 == MAPPED
                ? new IpAddress(true, 0, low & 0xffffffffL)
                : new IpAddress(false, high, low);
    }

    private int group(int i) {
        return (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (48 - 16 * (i - 4))) & 0xffff);
    }

    /** As RFC 5952 writes it: lower case, the longest run of zeros left out. */
    @Override
    public String toString() {
        if (four) {
            return (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff);
        }
        int from = 8;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > length) {
                from = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }
}
