package dev.passback.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonParser;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A keyset that cannot be used says so, and never by quoting what is in it. */
class KeysetTest {

    private static final KeyPair PAIR = KeyPair.generate();
    private static final int CASES = 3_000;
    private static final String SPLINTERS = "{}[]\":,0aZ-n\\";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "{}",
                "[]",
                "null",
                "1",
                "{\"key\":[]}",
                "{\"primaryKeyId\":1,\"key\":[]}",
                "{\"primaryKeyId\":1,\"key\":[{}]}",
                "{\"primaryKeyId\":1,\"key\":[1]}",
                "{\"primaryKeyId\":\"s3cr3t\"}"
            })
    void what_is_no_keyset_is_refused(String json) {
        assertThatThrownBy(() -> SealingKeys.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a public keyset for sealing credentials; './passback secrets init' makes a pair");
        assertThatThrownBy(() -> OpeningKeys.parse(new Secret(json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a private keyset for opening credentials; './passback secrets init' makes a pair");
    }

    @Test
    void the_halves_cannot_be_mistaken_for_each_other() {
        assertRefusedUnquoted(() -> SealingKeys.parse(PAIR.opening().reveal()));
        assertRefusedUnquoted(() -> OpeningKeys.parse(new Secret(PAIR.sealing())));
    }

    @Test
    void the_public_half_holds_no_private_key() {
        assertThat(PAIR.sealing()).contains("ASYMMETRIC_PUBLIC").doesNotContain("PRIVATE", privateMaterial());
    }

    @Test
    void a_keyset_whose_only_key_is_disabled_is_refused() {
        assertRefusedUnquoted(
                () -> OpeningKeys.parse(new Secret(PAIR.opening().reveal().replace("ENABLED", "DISABLED"))));
    }

    @Test
    void a_key_of_another_kind_is_refused() {
        assertRefusedUnquoted(
                () -> OpeningKeys.parse(new Secret(PAIR.opening().reveal().replace("HpkePrivateKey", "AesGcmKey"))));
    }

    @Test
    void keysets_broken_by_chance_are_refused_without_being_quoted() {
        for (long seed = 0; seed < CASES; seed++) {
            String opening = broken(PAIR.opening().reveal(), seed);
            String sealing = broken(PAIR.sealing(), seed);

            assertOpensOrRefusesUnquoted(seed, () -> OpeningKeys.parse(new Secret(opening)));
            assertOpensOrRefusesUnquoted(seed, () -> SealingKeys.parse(sealing));
        }
    }

    @Test
    void a_keyset_broken_by_chance_that_is_taken_seals_nothing_in_the_clear() {
        // Given
        IntegrationRef owner = new IntegrationRef(new TenantId(1), "a");
        Secret credential = new Secret("a credential in the clear");

        for (long seed = 0; seed < CASES; seed++) {
            String sealing = broken(PAIR.sealing(), seed);

            if (catchThrowable(() -> SealingKeys.parse(sealing)) == null) {
                // a changed public key may be no point of the curve: refused at the first use is in time
                Throwable refused = catchThrowable(() -> assertThat(SealingKeys.parse(sealing)
                                .seal(credential, owner)
                                .bytes())
                        .hasSizeGreaterThan(credential.reveal().length() + 16));
                assertThat(refused)
                        .as("seed %d", seed)
                        .satisfiesAnyOf(
                                none -> assertThat(none).isNull(),
                                some -> assertThat(some).isInstanceOf(IllegalStateException.class));
            }
        }
    }

    private static void assertOpensOrRefusesUnquoted(long seed, ThrowingCallable parsing) {
        Throwable thrown = catchThrowable(parsing);
        if (thrown != null) {
            assertThat(thrown)
                    .as("seed %d", seed)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause();
            assertThat(thrown.getMessage()).matches("not a (public|private) keyset for [a-z]+ credentials; .*");
        }
    }

    private static void assertRefusedUnquoted(ThrowingCallable parsing) {
        assertThatThrownBy(parsing)
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining(privateMaterial());
    }

    private static String privateMaterial() {
        return JsonParser.parseString(PAIR.opening().reveal())
                .getAsJsonObject()
                .getAsJsonArray("key")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("keyData")
                .get("value")
                .getAsString();
    }

    private static String broken(String keyset, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(keyset);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            char splinter = SPLINTERS.charAt(random.nextInt(SPLINTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.setCharAt(at, splinter);
                case 2 -> text.insert(at, splinter);
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }
}
