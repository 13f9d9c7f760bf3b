package dev.passback.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseAddressTest {

    private static final String PASSWORD = "s3cret-Word";

    @Test
    void a_whole_address_is_read() {
        // When
        DatabaseAddress address = DatabaseAddress.parse(
                "postgresql://anna:" + PASSWORD + "@db.example.com:6432/passback?sslmode=require");
        // Then
        assertThat(address.host()).isEqualTo("db.example.com");
        assertThat(address.port()).isEqualTo(6432);
        assertThat(address.database()).isEqualTo("passback");
        assertThat(address.user()).isEqualTo("anna");
        assertThat(address.password().reveal()).isEqualTo(PASSWORD);
        assertThat(address.sslMode()).isEqualTo("require");
    }

    @Test
    void what_is_left_out_has_the_defaults_of_libpq() {
        // When
        DatabaseAddress address = DatabaseAddress.parse("postgres://anna@db/passback");
        // Then
        assertThat(address.port()).isEqualTo(5432);
        assertThat(address.password().reveal()).isEmpty();
        assertThat(address.sslMode()).isEqualTo("prefer");
    }

    @ParameterizedTest
    @CsvSource({
        "p%40ss%3Aw%2Ford, p@ss:w/ord",
        "a+b, a+b",
        "with:colon, with:colon",
        "%C3%BC%25, ü%",
    })
    void a_password_is_percent_decoded(String written, String meant) {
        // When
        DatabaseAddress address = DatabaseAddress.parse("postgresql://anna:" + written + "@db/passback");
        // Then
        assertThat(address.password().reveal()).isEqualTo(meant);
        assertThat(address.connectOptions().getPassword()).isEqualTo(meant);
    }

    @Test
    void a_user_is_percent_decoded() {
        // When // Then
        assertThat(DatabaseAddress.parse("postgresql://anna%40corp:x@db/passback")
                        .connectOptions()
                        .getUser())
                .isEqualTo("anna@corp");
    }

    @Test
    void an_address_of_ip_version_6_is_read_and_written() {
        // When
        DatabaseAddress address = DatabaseAddress.parse("postgresql://anna:x@[::1]:6432/passback");
        // Then
        assertThat(address.host()).isEqualTo("::1");
        assertThat(address.connectOptions().getHost()).isEqualTo("::1");
        assertThat(address.jdbcUrl()).startsWith("jdbc:postgresql://[::1]:6432/passback?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my db", "a%b", "a?b", "ü", "a&b"})
    void a_database_with_an_odd_name_reaches_both_drivers_as_it_is(String name) {
        // Given
        String written = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        // When
        DatabaseAddress address = DatabaseAddress.parse("postgresql://anna:x@db/" + written + "?sslmode=disable");
        // Then
        assertThat(address.database()).isEqualTo(name);
        assertThat(address.connectOptions().getDatabase()).isEqualTo(name);
        assertThat(Driver.parseURL(address.jdbcUrl(), null)).containsEntry("PGDBNAME", name);
    }

    @ParameterizedTest
    @CsvSource({"disable, DISABLE", "allow, ALLOW", "prefer, PREFER", "require, REQUIRE", "verify-full, VERIFY_FULL"})
    void the_tls_mode_reaches_both_drivers(String written, SslMode meant) {
        // When
        DatabaseAddress address = DatabaseAddress.parse("postgresql://anna:x@db/passback?a=b&sslmode=" + written);
        PgConnectOptions options = address.connectOptions();
        // Then
        assertThat(options.getSslMode()).isEqualTo(meant);
        assertThat(address.jdbcUrl()).contains("sslmode=" + written);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://anna:s3cret-Word@db/passback, must start with postgresql://",
        "anna:s3cret-Word@db/passback, must start with postgresql://",
        "postgresql://db/passback, names no user",
        "postgresql://:s3cret-Word@db/passback, names no user",
        "postgresql://anna:s3cret-Word@db, names no database",
        "postgresql://anna:s3cret-Word@db/, names no database",
        "postgresql:///passback, names no host",
        "postgresql://anna:s3cret-Word@/passback, names no host",
        "postgresql://anna:s3cret-Word@@db/passback, names no host",
        "postgresql://anna:s3cret-Word%zz@db/passback, is no URL",
        "postgresql://anna:s3cret-Word[@db/passback, is no URL",
        "postgresql://anna:s3cret-Word @db/passback, is no URL",
        "postgresql://anna:s3cret-Word@db/passback?sslmode=perhaps, sslmode",
    })
    void a_wrong_address_is_refused_with_what_is_missing_and_without_the_password(String wrong, String told) {
        // When // Then
        assertThatThrownBy(() -> DatabaseAddress.parse(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told)
                .hasNoCause()
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain(PASSWORD, "anna"));
    }

    @Test
    void a_printed_address_holds_no_password() {
        // When // Then
        assertThat(DatabaseAddress.parse("postgresql://anna:" + PASSWORD + "@db/passback"))
                .asString()
                .doesNotContain(PASSWORD);
    }
}
