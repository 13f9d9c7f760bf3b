package dev.passback.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server's main process, known by the pid file in its data folder. */
record Postmaster(ProcessHandle process) {

    /** The one that is alive on this data folder. A stale pid file that names a stranger finds nobody. */
    static Optional<Postmaster> on(Path data) {
        return namedIn(data).filter(process -> worksIn(data, process)).map(Postmaster::new);
    }

    /**
     * Deletes a pid file whose number belongs to a stranger by now, as after a reboot or in a new container: PostgreSQL
     * would take the stranger for itself and refuse to start.
     */
    static void forgetStranger(Path data) throws IOException {
        if (namedIn(data).isPresent() && on(data).isEmpty()) {
            Files.deleteIfExists(pidFile(data));
        }
    }

    /** Processes of a server on this data folder whose postmaster was killed; they hold its shared memory. */
    static List<ProcessHandle> orphans(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> runsPostgres(process)
                        && folderOf(process).filter(data::equals).isPresent())
                .toList();
    }

    long pid() {
        return process.pid();
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private static Optional<ProcessHandle> namedIn(Path data) {
        try {
            String pid = Files.readString(pidFile(data)).lines().findFirst().orElse("");
            return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    // The command line is readable where the folder of another user's process is not.
    private static boolean worksIn(Path data, ProcessHandle process) {
        return folderOf(process).filter(data::equals).isPresent()
                || arguments(process).contains(data.toString());
    }

    // not the shell of somebody who looks at the data folder
    private static boolean runsPostgres(ProcessHandle process) {
        return link(process, "exe")
                .filter(program -> program.toString().contains("/bin/postgres"))
                .isPresent();
    }

    private static Optional<Path> folderOf(ProcessHandle process) {
        return link(process, "cwd");
    }

    private static Optional<Path> link(ProcessHandle process, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(proc(process, name)));
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    private static List<String> arguments(ProcessHandle process) {
        try {
            return List.of(Files.readString(proc(process, "cmdline")).split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
