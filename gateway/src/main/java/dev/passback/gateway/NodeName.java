package dev.passback.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a process calls itself beside its attempts and slots: host, process id, and something that no other start has, for in
 * containers host and process id may be the same again.
 */
final class NodeName {

    private NodeName() {}

    static String current() {
        String start = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return host() + ":" + ProcessHandle.current().pid() + ":" + start;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
