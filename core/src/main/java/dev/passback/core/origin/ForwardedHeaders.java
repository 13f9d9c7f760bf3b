package dev.passback.core.origin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of the way it came, not yet believed: each header with all its lines in order.
 *
 * @param forwarded {@code Forwarded}
 * @param addresses {@code X-Forwarded-For}
 * @param schemes {@code X-Forwarded-Proto}
 * @param hosts {@code X-Forwarded-Host}
 */
public record ForwardedHeaders(
        List<String> forwarded, List<String> addresses, List<String> schemes, List<String> hosts) {

    public static final ForwardedHeaders NONE = new ForwardedHeaders(List.of(), List.of(), List.of(), List.of());

    /**
     * The hops of {@code Forwarded}, the nearest proxy's last; nothing without such a header. A malformed line is a hop that says nothing:
     * a client that sends one cannot spoil the line that the proxy adds.
     */
    Optional<List<Hop>> standard() {
        return forwarded.isEmpty()
                ? Optional.empty()
                : Optional.of(forwarded.stream()
                        .map(line -> ForwardedReader.read(line).orElse(List.of(Hop.UNKNOWN)))
                        .flatMap(List::stream)
                        .toList());
    }

    /** The hops of the {@code X-Forwarded} headers likewise. */
    Optional<List<Hop>> customary() {
        List<String> from = entries(addresses);
        List<String> scheme = entries(schemes);
        List<String> host = entries(hosts);
        if (from.isEmpty() && scheme.isEmpty() && host.isEmpty()) {
            return Optional.empty();
        }
        List<Hop> hops = new ArrayList<>();
        // a proxy that tells no address still tells how it was asked
        int count = Math.max(1, from.size());
        for (int i = 0; i < count; i++) {
            hops.add(new Hop(
                    entry(from, i, count).flatMap(Hop::address),
                    entry(scheme, i, count).flatMap(Hop::https),
                    entry(host, i, count).flatMap(Hop::host)));
        }
        return Optional.of(hops);
    }

    /** Many proxies append to one header and replace another: unless there is one entry a hop, the nearest proxy's counts. */
    private static Optional<String> entry(List<String> entries, int i, int count) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(entries.size() == count ? entries.get(i) : entries.getLast());
    }

    private static List<String> entries(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(",", -1))
                .flatMap(Arrays::stream)
                .map(String::strip)
                .toList();
    }
}
