package dev.passback.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintingCommandTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "vault kv get -field=keyset secret/passback ; vault,kv,get,-field=keyset,secret/passback",
                "sh -c 'cat a | tr b c'                      ; sh,-c,cat a | tr b c",
                "print \"two words\" --x='a b'c               ; print,two words,--x=a bc",
            })
    void words_are_parted_at_blanks_and_quotes_hold_them_together(String line, String words) {
        assertThat(PrintingCommand.parse(line).words()).isEqualTo(List.of(words.split(",", -1)));
    }

    @Test
    void a_line_without_a_command_or_with_an_open_quote_is_refused() {
        assertThatThrownBy(() -> PrintingCommand.parse("  ")).hasMessage("there is no command in it");
        assertThatThrownBy(() -> PrintingCommand.parse("cat 'file")).hasMessage("a quote is not closed");
    }

    @Test
    void what_it_prints_is_a_secret() {
        // When
        var printed = PrintingCommand.parse("printf %s-%s one two").run();
        // Then
        assertThat(printed.reveal()).isEqualTo("one-two");
        assertThat(printed).hasToString("***");
    }

    @Test
    void no_shell_is_between() {
        assertThat(PrintingCommand.parse("printf %s $HOME;id").run().reveal()).isEqualTo("$HOME;id");
    }

    @Test
    void one_that_fails_or_is_not_there_is_told_apart_and_what_it_says_is_not_repeated() {
        assertThatThrownBy(() -> PrintingCommand.parse("sh -c 'echo s3cret >&2; echo s3cret; exit 7'")
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the command failed with exit code 7");
        assertThatThrownBy(() -> PrintingCommand.parse("/no/such/program").run())
                .hasMessage("the command cannot be started");
    }

    @Test
    @Timeout(20)
    void one_that_does_not_end_is_killed_with_all_that_it_started() throws IOException {
        // Given
        Path pid = folder.resolve("pid");
        PrintingCommand endless =
                new PrintingCommand(List.of("sh", "-c", "sleep 600 & echo $! > " + pid + "; wait"), SHORT);
        // When
        assertThatThrownBy(endless::run).hasMessageContaining("did not end within");
        // Then
        long sleeper = Long.parseLong(Files.readString(pid).strip());
        await().until(() ->
                ProcessHandle.of(sleeper).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    @Timeout(20)
    void one_that_prints_without_end_is_stopped() {
        assertThatThrownBy(() -> PrintingCommand.parse("yes").run()).hasMessageContaining("more than");
    }

    @Test
    void it_is_not_given_passbacks_own_settings() {
        assertThat(PrintingCommand.parse("env").run().reveal()).doesNotContain("PASSBACK_");
    }
}
