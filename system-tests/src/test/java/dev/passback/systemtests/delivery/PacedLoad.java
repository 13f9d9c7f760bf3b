package dev.passback.systemtests.delivery;

import dev.passback.systemtests.program.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Posts that come at a steady pace whatever the answers take, as those of many independent services do. */
final class PacedLoad {

    private final int perSecond;
    private final Duration length;

    private PacedLoad(int perSecond, Duration length) {
        this.perSecond = perSecond;
        this.length = length;
    }

    static PacedLoad of(int perSecond, Duration length) {
        return new PacedLoad(perSecond, length);
    }

    /** One post. */
    interface Post {
        Reply make(int no) throws IOException;
    }

    /** What came of a post and how long it took. */
    record Posted(Reply reply, Duration took) {}

    /** Makes all posts; returns when each is answered. Fails if one is not. */
    List<Posted> run(Post post) throws InterruptedException, ExecutionException {
        List<Future<Posted>> answers = new ArrayList<>();
        try (ExecutorService services = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            long step = 1_000_000_000L / perSecond;
            int all = Math.toIntExact(length.toNanos() / step);
            for (int i = 0; i < all; i++) {
                int no = i;
                LockSupport.parkNanos(start + no * step - System.nanoTime());
                answers.add(services.submit(() -> timed(post, no)));
            }
        }
        List<Posted> posted = new ArrayList<>();
        for (Future<Posted> answer : answers) {
            posted.add(answer.get());
        }
        return posted;
    }

    private static Posted timed(Post post, int no) throws IOException {
        long begun = System.nanoTime();
        Reply reply = post.make(no);
        return new Posted(reply, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** The time within which {@code percent} of a hundred posts were answered. */
    static Duration percentile(List<Posted> posted, int percent) {
        List<Duration> sorted = posted.stream().map(Posted::took).sorted().toList();
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
