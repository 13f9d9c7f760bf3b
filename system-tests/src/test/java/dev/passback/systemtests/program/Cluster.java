package dev.passback.systemtests.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Several nodes on one database. Closing kills those that run. */
public final class Cluster implements AutoCloseable {

    private final Installation installation;
    private final List<Serving> nodes;
    private final AtomicInteger next = new AtomicInteger();

    Cluster(Installation installation, List<Serving> nodes) {
        this.installation = installation;
        this.nodes = new CopyOnWriteArrayList<>(nodes);
    }

    /** A tenant's service that speaks to one node after the other, as through a load balancer. */
    public Caller caller() {
        List<Serving> now = List.copyOf(nodes);
        Serving node = now.get(Math.floorMod(next.getAndIncrement(), now.size()));
        return node.caller(installation.key());
    }

    public List<Serving> nodes() {
        return List.copyOf(nodes);
    }

    /** One more node; it gets requests when it is ready. */
    public Serving join() {
        Serving node = Serving.of(installation.startNode());
        nodes.add(node);
        return node;
    }

    /** The node gets no more requests. */
    public void forget(Serving node) {
        nodes.remove(node);
    }

    /** kill -9, with requests under way. */
    public void kill(Serving node) {
        node.process().kill();
        forget(node);
    }

    @Override
    public void close() {
        new ArrayList<>(nodes).forEach(Serving::close);
    }
}
