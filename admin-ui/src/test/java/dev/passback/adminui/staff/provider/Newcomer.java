package dev.passback.adminui.staff.provider;

import dev.passback.adminui.testing.Client;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Somebody whom Passback has never seen, and what it knows of them. */
final class Newcomer {

    private final ProviderStage stage;
    private final String name = "anna-" + UUID.randomUUID();

    Newcomer(ProviderStage stage) {
        this.stage = stage;
    }

    String name() {
        return name;
    }

    HttpResponse<String> signIn(Client client, String to, String... groups) {
        return client.get(travel(client, to, groups));
    }

    /** Under a name of one's own choice. */
    void signInAs(Client client, String chosen, String... groups) {
        client.get(stage.travel(client, "/", "sub-" + name, chosen, groups));
    }

    /** To the provider and the way back, not yet gone. */
    String travel(Client client, String to, String... groups) {
        return stage.travel(client, to, "sub-" + name, name, groups);
    }

    String role() {
        return stage.site()
                .run("SELECT role FROM staff WHERE name = $1", name)
                .iterator()
                .next()
                .getString(0);
    }

    List<String> audit() {
        List<String> acts = new ArrayList<>();
        stage.site()
                .run("SELECT act FROM audit WHERE subject = $1 ORDER BY id", name)
                .forEach(row -> acts.add(row.getString(0)));
        return acts;
    }
}
