/**
 * The deployable: {@link Passback} is main and the command line, {@link Node} builds one running program by hand and drains
 * it, {@link Config} is every setting, checked.
 *
 * <p>The way of one submission: {@code api.ApiServer} (routes) to {@code submission.ResultLinkApi} (check, accept, answer) to
 * {@code delivery.DeliveryAttempt} (send, judge, settle) through {@code upstream.kombo.KomboConnector}. What is not sent at once
 * is found by {@code delivery.DeliveryLoop}; what a dead process held by {@code delivery.LeaseSweeper}.
 */
@NullMarked
package dev.passback.gateway;

import org.jspecify.annotations.NullMarked;
