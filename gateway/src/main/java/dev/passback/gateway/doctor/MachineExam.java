package dev.passback.gateway.doctor;

import dev.passback.gateway.Config;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** This machine: room on its disk, and the certificate that callers are shown. */
final class MachineExam {

    private static final long LITTLE = 1L << 30;
    private static final Duration SOON = Duration.ofDays(14);

    private MachineExam() {}

    static List<Finding> of(Config config, Instant now) {
        List<Finding> found = new ArrayList<>();
        found.add(disk());
        config.listening()
                .entrance()
                .tls()
                .ifPresent(tls -> found.add(certificate(tls.pair().until(), now)));
        return found;
    }

    private static Finding disk() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try {
            FileStore disk = Files.getFileStore(temporary);
            long free = disk.getUsableSpace();
            String says = "%,d MB are free for %s".formatted(free >> 20, temporary);
            return free < LITTLE
                    ? Finding.warning("disk", says, "Make room: logs and dumps have nowhere to go.")
                    : Finding.ok("disk", says);
        } catch (IOException unknown) {
            return Finding.warning("disk", "how much is free cannot be told", "Look with df -h.");
        }
    }

    private static Finding certificate(Instant until, Instant now) {
        String says = "ends on " + until;
        if (until.isBefore(now)) {
            return Finding.wrong(
                    "certificate", says, "Put a new one into PASSBACK_TLS_CERT_FILE; it is used within seconds.");
        }
        return until.isBefore(now.plus(SOON))
                ? Finding.warning(
                        "certificate", says, "Put a new one into PASSBACK_TLS_CERT_FILE; it is used within seconds.")
                : Finding.ok("certificate", says);
    }
}
