/** What a doctor wants to know of the database. */
@NullMarked
package dev.passback.db.checkup;

import org.jspecify.annotations.NullMarked;
