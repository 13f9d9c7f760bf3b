/**
 * Problems: {@link ProblemFold} writes down what attempts and warnings met, {@link ProblemStore} and {@link CauseStore} are what
 * people see of it and say about it.
 */
@NullMarked
package dev.passback.db.problem;

import org.jspecify.annotations.NullMarked;
