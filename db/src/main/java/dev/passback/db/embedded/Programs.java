package dev.passback.db.embedded;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's programs, run with the rights of its user. */
record Programs(PostgresBinaries binaries, PostgresUser user) {

    Command.Ending run(Duration limit, String program, String... arguments) {
        return run("", limit, program, arguments);
    }

    Command.Ending run(String input, Duration limit, String program, String... arguments) {
        String path = binaries.program(program).toString();
        List<String> words =
                Stream.concat(Stream.of(path), Stream.of(arguments)).toList();
        return new Command(user.command(words), input).run(limit);
    }
}
