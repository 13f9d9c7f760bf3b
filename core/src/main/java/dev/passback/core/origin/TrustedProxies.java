package dev.passback.core.origin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word is taken. What they say is read from the right, where the nearest one wrote: the first address that is not one of
 * theirs is the client, whatever stands left of it, because that the client itself may have written. Where {@code Forwarded} and
 * {@code X-Forwarded-For} are both there and differ, one of them came through unchecked, and neither is believed.
 */
public record TrustedProxies(List<AddressRange> ranges) {

    /** Nobody is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final String UNKNOWN = "unknown";

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads addresses and ranges with commas between.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public static TrustedProxies parse(String list) {
        return new TrustedProxies(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AddressRange::parse)
                .toList());
    }

    /**
     * From where a request comes.
     *
     * @param peer the address at the other end of the connection
     * @param encrypted whether the connection has TLS
     */
    public Origin origin(String peer, boolean encrypted, ForwardedHeaders headers) {
        Optional<IpAddress> known = IpAddress.parse(peer);
        if (known.isEmpty()) {
            return new Origin(peer.isEmpty() ? UNKNOWN : peer, encrypted, Optional.empty());
        }
        Origin direct = new Origin(known.get().toString(), encrypted, Optional.empty());
        Optional<Origin> standard = headers.standard().map(hops -> walk(known.get(), direct, hops));
        Optional<Origin> customary = headers.customary().map(hops -> walk(known.get(), direct, hops));
        if (standard.isPresent() && customary.isPresent()) {
            return agreed(direct, standard.get(), customary.get());
        }
        return standard.or(() -> customary).orElse(direct);
    }

    private Origin walk(IpAddress peer, Origin direct, List<Hop> hops) {
        IpAddress at = peer;
        Origin origin = direct;
        for (Hop hop : hops.reversed()) {
            if (!trusts(at)) {
                break;
            }
            // written by one that is trusted
            at = hop.from().orElse(at);
            origin = new Origin(
                    at.toString(),
                    hop.https().orElse(origin.https()),
                    hop.host().or(origin::host));
            if (hop.from().isEmpty()) {
                break;
            }
        }
        return origin;
    }

    private static Origin agreed(Origin direct, Origin one, Origin other) {
        return one.address().equals(other.address()) && one.https() == other.https() ? one : direct;
    }

    private boolean trusts(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }
}
