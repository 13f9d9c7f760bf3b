-- Counts of what happened, by minute, hour and day (UTC): of facts that do not change later, so that they agree with the rows for ever.
-- Nothing that accepts, claims or settles writes here: a loop folds the rows in that were added since.
CREATE TABLE rollup (
  tenant_id       bigint NOT NULL,
  integration_id  text NOT NULL,
  grain           text NOT NULL,
  at              timestamptz NOT NULL,
  -- submissions
  accepted        bigint NOT NULL,
  -- attempts that ended, by what followed for the submission
  delivered       bigint NOT NULL,
  rejected        bigint NOT NULL,
  expired         bigint NOT NULL,
  -- attempts that ended, by their outcome
  taken           bigint NOT NULL,
  refused         bigint NOT NULL,
  not_taken       bigint NOT NULL,
  blocked         bigint NOT NULL,
  unsure          bigint NOT NULL,
  warnings        bigint NOT NULL,
  PRIMARY KEY (tenant_id, integration_id, grain, at),
  CONSTRAINT a_grain_is_known CHECK (grain IN ('minute', 'hour', 'day'))
);
CREATE INDEX rollup_at ON rollup (grain, at);

-- How far the rows are folded in: one row. What is older than "until" is in the rollups and nowhere else counted, the rest is not.
-- A row's time is when its statement began. Once every transaction is over that had a number (xid) at "seen_at", nothing older than
-- seen_at minus the longest statement can appear any more: by then it had its number, or was cancelled.
CREATE TABLE folded (
  only_one  boolean PRIMARY KEY DEFAULT true,
  until     timestamptz NOT NULL,
  ready     timestamptz NOT NULL,
  seen_at   timestamptz NOT NULL,
  seen_xid  xid8 NOT NULL,
  CONSTRAINT there_is_one_row CHECK (only_one)
);
INSERT INTO folded (until, ready, seen_at, seen_xid) SELECT now(), now(), now(), pg_snapshot_xmax(pg_current_snapshot());
