/**
 * A durable PostgreSQL inside the program, for the demo and for tests: no installation, a data folder of its own.
 *
 * <p>{@link EmbeddedPostgres} is the door: it takes the {@code FolderLock}, lets {@link PostgresBinaries} unpack the
 * server, {@code Cluster} create the data folder once, with its {@code Password}, and {@code Server} start and stop it through {@code pg_ctl}.
 * {@code Postmaster} finds what an earlier, killed program left running; {@code PostgresUser} decides whose rights the
 * server gets, because PostgreSQL refuses to run as root. {@code Home} names the files.
 */
@NullMarked
package dev.passback.db.embedded;

import org.jspecify.annotations.NullMarked;
