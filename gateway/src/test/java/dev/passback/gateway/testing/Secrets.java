package dev.passback.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.testing.Jdbc;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What must be nowhere: not in a log, not in an answer, not in the database. */
public final class Secrets {

    private final Queue<String> secrets = new ConcurrentLinkedQueue<>();

    public void add(String secret) {
        assertThat(secret)
                .as("a secret that could stand anywhere by chance proves nothing")
                .hasSizeGreaterThan(15);
        secrets.add(secret);
    }

    /** Fails if the text holds one of them. */
    public void assertNotIn(String where, String text) {
        for (String secret : secrets) {
            assertThat(text.contains(secret)).as("a secret in " + where).isFalse();
        }
    }

    /** Fails if a row of any table holds one of them. */
    public void assertNotInDatabase(String url) {
        String tables = Jdbc.text(
                url, "SELECT string_agg(quote_ident(tablename), ' ') FROM pg_tables WHERE schemaname = 'public'");
        for (String table : Arrays.asList(String.valueOf(tables).split(" ", -1))) {
            String rows = Jdbc.text(url, "SELECT string_agg(t::text, E'\\n') FROM " + table + " t");
            assertNotIn("table " + table, String.valueOf(rows));
        }
    }
}
