package dev.passback.gateway.upstream;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells addresses of the open internet from those of private networks and of this machine. */
final class PublicAddress {

    private record Range(int network, int bits) {
        boolean holds(int address) {
            return (address ^ network) >>> (32 - bits) == 0;
        }
    }

    // IANA's special-purpose registry for IPv4, those that are not globally reachable
    private static final Range[] NOT_PUBLIC = {
        range(0, 0, 0, 0, 8),
        range(10, 0, 0, 0, 8),
        range(100, 64, 0, 0, 10),
        range(127, 0, 0, 0, 8),
        range(169, 254, 0, 0, 16),
        range(172, 16, 0, 0, 12),
        range(192, 0, 0, 0, 24),
        range(192, 0, 2, 0, 24),
        range(192, 88, 99, 0, 24),
        range(192, 168, 0, 0, 16),
        range(198, 18, 0, 0, 15),
        range(198, 51, 100, 0, 24),
        range(203, 0, 113, 0, 24),
        range(224, 0, 0, 0, 4),
        range(240, 0, 0, 0, 4)
    };

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes, 0);
        }
        // 64:ff9b::/96, 2002::/16 and the last half of ISATAP's carry an IPv4 address; Java itself unwraps
        // ::ffff:0:0/96
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return isPublic4(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return isPublic4(bytes, 2);
        }
        if (isIsatap(bytes) && !isPublic4(bytes, 12)) {
            return false;
        }
        // global unicast is 2000::/3
        return (bytes[0] & 0xe0) == 0x20 && !isSetAside6(bytes);
    }

    /** RFC 5214: the interface's half is 0:5efe or 200:5efe and an IPv4 address, whatever network stands before it. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
    }

    /** 2001::/23 is for protocols, such as Teredo, which carries an IPv4 address; 2001:db8::/32 and 3fff::/20 for documents. */
    private static boolean isSetAside6(byte[] bytes) {
        return (startsWith(bytes, 0x20, 0x01) && (bytes[2] & 0xfe) == 0)
                || startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
                || (startsWith(bytes, 0x3f, 0xff) && (bytes[2] & 0xf0) == 0);
    }

    private static boolean isPublic4(byte[] bytes, int from) {
        int address = ((bytes[from] & 0xff) << 24)
                | ((bytes[from + 1] & 0xff) << 16)
                | ((bytes[from + 2] & 0xff) << 8)
                | (bytes[from + 3] & 0xff);
        for (Range range : NOT_PUBLIC) {
            if (range.holds(address)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int... head) {
        for (int i = 0; i < head.length; i++) {
            if ((bytes[i] & 0xff) != head[i]) {
                return false;
            }
        }
        return true;
    }

    private static Range range(int a, int b, int c, int d, int bits) {
        return new Range((a << 24) | (b << 16) | (c << 8) | d, bits);
    }
}
