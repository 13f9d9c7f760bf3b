package dev.passback.db.integration;

import dev.passback.core.credential.Sealed;

/** The credential in force, with its number: a rotated one has a higher one. */
public record VersionedCredential(int version, Sealed sealed) {}
