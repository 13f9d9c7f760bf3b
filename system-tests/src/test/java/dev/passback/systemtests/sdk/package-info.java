/**
 * The official SDK against Passback: {@link SdkCall} is one call, {@link SdkDriver} lets Node.js make some, {@link SdkResult} is
 * what the SDK gave to its caller; {@link SdkIT} and {@link SdkFaultIT} say what that must be.
 */
@NullMarked
package dev.passback.systemtests.sdk;

import org.jspecify.annotations.NullMarked;
