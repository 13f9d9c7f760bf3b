package dev.passback.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantKeyTest {

    private static final String KNOWN = "pbk_abcdefghij09_" + "AZaz09_-".repeat(5) + "abc";

    @Test
    void a_new_key_has_the_documented_form_and_reads_back() {
        // When
        TenantKey key = TenantKey.generate();

        // Then
        assertThat(key.text().reveal()).matches("pbk_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
        assertThat(TenantKey.parse(key.text().reveal())).contains(key);
    }

    @Test
    void new_keys_differ_in_id_and_secret() {
        // When
        Set<TenantKey> keys = Stream.generate(TenantKey::generate).limit(1_000).collect(Collectors.toSet());

        // Then
        assertThat(keys).extracting(TenantKey::id).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(keys).extracting(TenantKey::secret).doesNotHaveDuplicates();
    }

    @Test
    void a_key_is_split_into_id_and_secret_even_where_the_secret_holds_underscores() {
        // When
        TenantKey key = TenantKey.parse(KNOWN).orElseThrow();

        // Then
        assertThat(key.id()).isEqualTo("abcdefghij09");
        assertThat(key.secret().reveal()).isEqualTo("AZaz09_-".repeat(5) + "abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pbk_",
                "pbk__",
                "pbk_abcdefghij09",
                "Bearer " + "pbk_abcdefghij09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-abc",
                "pbk_abcdefghij09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-ab",
                "pbk_abcdefghij09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-abcd",
                "pbk_abcdefghij09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-ab=",
                "pbk_abcdefghij09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-abc\n",
                "pbk_ABCDEFGHIJ09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-abc",
                "PBK_abcdefghij09_AZaz09_-AZaz09_-AZaz09_-AZaz09_-AZaz09_-abc",
                "ks_prod_0123456789",
            })
    void what_cannot_be_one_of_our_keys_is_nothing(String text) {
        assertThat(TenantKey.parse(text)).isEmpty();
    }

    @Test
    void the_hash_is_the_sha_256_of_the_secret_so_stored_hashes_stay_good() throws Exception {
        // Given
        byte[] expected = MessageDigest.getInstance("SHA-256")
                .digest(("AZaz09_-".repeat(5) + "abc").getBytes(StandardCharsets.US_ASCII));

        // When / Then
        assertThat(TenantKey.parse(KNOWN).orElseThrow().hash())
                .isEqualTo(expected)
                .hasSize(32);
    }

    @Test
    void a_key_matches_its_own_hash_only() {
        // Given
        TenantKey key = TenantKey.generate();
        TenantKey sameIdOtherSecret =
                new TenantKey(key.id(), TenantKey.generate().secret());

        // When / Then
        assertThat(key.matches(key.hash())).isTrue();
        assertThat(key.matches(sameIdOtherSecret.hash())).isFalse();
        assertThat(key.matches(new byte[32])).isFalse();
        assertThat(key.matches(new byte[0])).isFalse();
    }

    @Test
    void a_key_never_prints_its_secret() {
        // Given
        TenantKey key = TenantKey.generate();

        // When / Then
        assertThat(key.toString())
                .contains(key.id())
                .doesNotContain(key.secret().reveal())
                .doesNotContain(HexFormat.of().formatHex(key.hash()));
        assertThat(key.text()).hasToString("***");
        assertThat(TenantKey.parse(key.text().reveal()).toString())
                .doesNotContain(key.secret().reveal());
    }

    @ParameterizedTest
    @EnumSource
    void a_scope_is_found_by_its_word(Scope scope) {
        assertThat(Scope.ofWord(scope.word())).contains(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WRITE", "result-links", "Result-Links:Write", "*"})
    void an_unknown_scope_is_nothing(String word) {
        assertThat(Scope.ofWord(word)).isEmpty();
    }

    @Test
    void a_caller_may_do_what_its_key_may() {
        // Given
        Caller caller = new Caller(new Tenant(new TenantId(7), "Tests"), "abc", Set.of(Scope.READ));

        // When / Then
        assertThat(caller.may(Scope.READ)).isTrue();
        assertThat(caller.may(Scope.WRITE)).isFalse();
        assertThat(caller.may(Scope.ACT)).isFalse();
        assertThat(caller.tenant().id()).hasToString("7");
    }

    @Test
    void a_secret_equals_another_of_the_same_value() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
    }
}
