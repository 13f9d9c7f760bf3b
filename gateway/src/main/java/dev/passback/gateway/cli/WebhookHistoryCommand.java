package dev.passback.gateway.cli;

import dev.passback.db.Page;
import dev.passback.db.webhook.MessageView;
import dev.passback.db.webhook.WebhookStore;
import dev.passback.gateway.manage.WebhookJson;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code webhook history}. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "List what it was sent in the last 30 days, newest first, and what came of it.")
final class WebhookHistoryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "the webhook")
    private UUID id = new UUID(0, 0);

    @Mixin
    private Paging paging = new Paging();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        int limit = paging.limit();
        try (Session session = Session.open()) {
            Page<MessageView> page = session.await(new WebhookStore(session.pool())
                    .history(WebhookCommand.ref(session, id), paging.after().map(UUID::fromString), limit));
            Table table = new Table("ID", "TYPE", "MADE", "STATE", "TRIES", "LAST");
            page.lines()
                    .forEach(message -> table.add(
                            message.id().toString(),
                            message.type(),
                            message.madeAt().toString(),
                            message.state(),
                            Integer.toString(message.tries().size()),
                            message.tries().isEmpty()
                                    ? "-"
                                    : last(message.tries().getLast())));
            out.print(page, WebhookJson::of, message -> message.id().toString(), table);
        }
        return 0;
    }

    private static String last(MessageView.Try one) {
        return one.status().map(String::valueOf).orElse("")
                + one.error().map(why -> " " + why).orElse("");
    }
}
