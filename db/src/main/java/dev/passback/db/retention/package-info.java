/** What goes: by itself when its days are over ({@link dev.passback.db.retention.Retention}), or at once when somebody asks for it ({@link dev.passback.db.retention.Erasure}). */
@NullMarked
package dev.passback.db.retention;

import org.jspecify.annotations.NullMarked;
