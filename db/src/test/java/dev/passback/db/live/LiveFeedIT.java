package dev.passback.db.live;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.MigratedDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeedIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final String LISTENERS =
            "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'passback-live'";

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final LiveFeed feed = new LiveFeed(DATABASE.vertx(), DATABASE.address());
    private final Changes changes = new Changes(DATABASE.vertx(), DATABASE.pool());

    @BeforeEach
    void start() {
        feed.start(new LiveFeed.Listener() {
            @Override
            public void heard(Notice notice) {
                notice.tenants().keySet().forEach(tenant -> heard.add("changed " + tenant.value()));
            }

            @Override
            public void lost() {
                heard.add("lost");
            }

            @Override
            public void back() {
                heard.add("back");
            }

            @Override
            public void over() {
                heard.add("over");
            }
        });
        await().until(() -> heard.contains("back"));
    }

    @AfterEach
    void stop() {
        await(feed.close());
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void what_a_node_changed_is_heard_by_the_others() {
        // When
        changes.accepted(new TenantId(7));
        // Then
        await().until(() -> heard.contains("changed 7"));
    }

    @Test
    void it_listens_again_when_its_connection_was_cut_and_says_both() {
        // When
        DATABASE.rows("SELECT pg_terminate_backend(pid) " + LISTENERS);
        await().until(() -> heard.size() >= 3);
        changes.accepted(new TenantId(8));
        // Then
        await().until(() -> heard.contains("changed 8"));
        assertThat(heard).containsExactly("back", "lost", "back", "changed 8");
        assertThat(DATABASE.text("SELECT count(*) " + LISTENERS)).isEqualTo("1");
    }

    @Test
    void what_nobody_of_ours_said_is_passed_over() {
        // When
        DATABASE.rows("SELECT pg_notify('passback_live', 'hello')");
        changes.accepted(new TenantId(9));
        // Then
        await().until(() -> heard.contains("changed 9"));
        assertThat(heard).containsExactly("back", "changed 9");
    }
}
