/**
 * The promise of a 2xx, counted from outside while things die: {@link Load} and {@link PacedLoad} post and note what they were
 * promised, {@link Ledgers} compares that with the database and with what the upstream received. {@link ClusterIT} kills, freezes
 * and adds nodes, {@link DatabaseFaultsIT} takes PostgreSQL away, {@link UpstreamFaultsIT} the upstream, {@link FairIT} lets one tenant
 * or upstream be a burden to the others, {@link StopIT} asks the program to end.
 */
@NullMarked
package dev.passback.systemtests.delivery;

import org.jspecify.annotations.NullMarked;
