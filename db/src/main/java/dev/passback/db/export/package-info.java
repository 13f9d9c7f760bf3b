/**
 * Submissions as files: {@link FileFormat} says how a list is written down, {@link ExportParts} keeps what jobs write,
 * {@link ExportFiles} gives it to whoever takes it.
 */
@NullMarked
package dev.passback.db.export;

import org.jspecify.annotations.NullMarked;
