/**
 * Problems and warnings: {@link ProblemListPage} and {@link ProblemPage} show what fails or is remarked on one integration,
 * {@link WarningListPage} and {@link CausePage} one kind over all of them, with the explanation that staff write for everybody;
 * {@link Remarks} is what a submission's page tells of it.
 */
@NullMarked
package dev.passback.adminui.problem;

import org.jspecify.annotations.NullMarked;
