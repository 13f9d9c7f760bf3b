package dev.passback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What a process and its children have cost, as Linux counts it in /proc (see proc(5)). */
final class ProcessCost {

    private static final double TICKS_A_SECOND = 100;
    // behind the name in brackets: state is field 3
    private static final int UTIME = 14 - 3;
    private static final int CUTIME = 16 - 3;

    private ProcessCost() {}

    /** CPU seconds of a process, its living children and those that it has waited for. */
    static double cpuSeconds(long pid) {
        long ticks = ticks(pid, CUTIME) + ticks(pid, UTIME);
        List<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
        return (ticks
                        + children.stream()
                                .mapToLong(child -> ticks(child, UTIME))
                                .sum())
                / TICKS_A_SECOND;
    }

    private static long ticks(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Resident memory in MiB: {@code VmRSS} now, {@code VmHWM} at its peak. */
    static double mebibytes(long pid, String which) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(which + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
