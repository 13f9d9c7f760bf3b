package dev.passback.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The folder of one embedded server, and where what is in it. Absolute, without symbolic links. */
record Home(Path folder) {

    // pg_ctl puts the path between double quotes into a line for the shell
    private static final Pattern UNSAFE = Pattern.compile("[\"$`\\\\\\n]");

    static Home at(Path folder) {
        if (UNSAFE.matcher(folder.toString()).find()) {
            throw new EmbeddedPostgresException("PostgreSQL cannot live in '" + folder
                    + "': choose a folder without quotes, backslashes, dollar signs and line breaks in its name");
        }
        try {
            return new Home(Files.createDirectories(folder).toRealPath());
        } catch (IOException denied) {
            throw new EmbeddedPostgresException("the data folder " + folder + " cannot be created: " + denied, denied);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path password() {
        return folder.resolve("password");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    Path lock() {
        return folder.resolve("lock");
    }
}
