/** Searches that people keep under a name, for themselves or shared: {@link dev.passback.db.view.SavedViews}. */
@NullMarked
package dev.passback.db.view;

import org.jspecify.annotations.NullMarked;
