/** What bench/run measures with: the contenders, the load, the counting. Nothing here is part of the product. */
@NullMarked
package dev.passback.bench;

import org.jspecify.annotations.NullMarked;
