/**
 * What happened, counted: {@link Fold} adds what is new to the rollups, {@link Statistics} reads them together with the rows that are
 * not in them yet, {@link Standing} looks at how things stand now.
 */
@NullMarked
package dev.passback.db.statistics;

import org.jspecify.annotations.NullMarked;
