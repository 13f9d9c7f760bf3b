package dev.passback.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a process calls itself beside its attempts: host and process id. */
final class NodeName {

    private NodeName() {}

    static String current() {
        return host() + ":" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
