package dev.passback.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** Stands in for the database behind a batch: it answers when the test says so. */
final class SlowWriter implements Function<List<String>, Future<List<String>>> {

    private record Open(List<String> requests, Promise<List<String>> answer) {}

    private final List<List<String>> writes = new ArrayList<>();
    private final Queue<Open> open = new ArrayDeque<>();
    private int mostAtOnce;

    @Override
    public Future<List<String>> apply(List<String> requests) {
        Promise<List<String>> answer = Promise.promise();
        writes.add(List.copyOf(requests));
        open.add(new Open(requests, answer));
        mostAtOnce = Math.max(mostAtOnce, open.size());
        return answer.future();
    }

    /** All that was written so far, a list for each write. */
    List<List<String>> writes() {
        return List.copyOf(writes);
    }

    /** How many writes were under way at the same time. */
    int mostAtOnce() {
        return mostAtOnce;
    }

    void answer() {
        Open oldest = open.remove();
        oldest.answer()
                .complete(oldest.requests().stream()
                        .map(request -> "answer to " + request)
                        .toList());
    }

    void answerAll() {
        while (!open.isEmpty()) {
            answer();
        }
    }

    void answerWith(List<String> answers) {
        open.remove().answer().complete(answers);
    }

    void refuse(Throwable failure) {
        open.remove().answer().fail(failure);
    }
}
