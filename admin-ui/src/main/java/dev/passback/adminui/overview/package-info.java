/**
 * The start page: {@link OverviewPage} tells at a glance whether all is well, {@link Tile} is one of its figures.
 */
@NullMarked
package dev.passback.adminui.overview;

import org.jspecify.annotations.NullMarked;
