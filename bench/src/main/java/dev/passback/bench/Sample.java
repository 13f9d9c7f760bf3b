package dev.passback.bench;

/**
 * One run of one contender; latencies in milliseconds.
 *
 * @param gatewayCpu seconds for 1,000 requests
 * @param databaseCpu likewise
 */
record Sample(double perSecond, double p50, double p99, double p999, double gatewayCpu, double databaseCpu) {}
