-- One accepted result link. Open work and history are kept apart: open rows stand in one small partition, a row moves when it
-- is settled, and history lies in partitions by month of settling. So a claim costs the same however long the history is,
-- and what is old goes by dropping a partition.
CREATE TABLE submission (
  tenant_id       bigint NOT NULL,
  id              uuid NOT NULL,
  settled_at      timestamptz NOT NULL DEFAULT 'infinity',
  accepted_at     timestamptz NOT NULL DEFAULT now(),
  integration_id  text NOT NULL,
  key_id          text NOT NULL,
  target_kind     text NOT NULL,
  target_id       text NOT NULL,
  label           text NOT NULL,
  url             text NOT NULL,
  -- to the letter as received: what is stored is what is sent
  body            text NOT NULL,
  state           text NOT NULL,
  due_at          timestamptz,
  retry_until     timestamptz NOT NULL,
  attempts        integer NOT NULL DEFAULT 0,
  -- attempts made before a person sent it again; the schedule starts anew there
  earlier_rounds  integer NOT NULL DEFAULT 0,
  -- attempts of this round whose outcome is unsure
  unsure          integer NOT NULL DEFAULT 0,
  -- an attempt was begun although an earlier one may have arrived; never unset
  may_be_doubled  boolean NOT NULL DEFAULT false,
  lease           uuid,
  lease_until     timestamptz,
  warnings        integer NOT NULL DEFAULT 0,
  last_outcome    text,
  last_reason     text,
  last_status     integer,
  last_code       text,
  PRIMARY KEY (tenant_id, id, settled_at),
  CONSTRAINT a_target_kind_is_known CHECK (target_kind IN ('candidate', 'application')),
  CONSTRAINT a_state_is_known
    CHECK (state IN ('queued', 'sending', 'held', 'delivered', 'rejected', 'expired', 'cancelled')),
  CONSTRAINT open_work_and_history_are_apart
    CHECK ((state IN ('queued', 'sending', 'held')) = (settled_at = 'infinity')),
  CONSTRAINT only_what_is_queued_is_due CHECK ((state = 'queued') = (due_at IS NOT NULL)),
  CONSTRAINT only_what_is_sending_is_leased CHECK ((state = 'sending') = (lease IS NOT NULL)),
  CONSTRAINT a_lease_ends CHECK ((lease IS NULL) = (lease_until IS NULL))
) PARTITION BY RANGE (settled_at);

CREATE TABLE submission_open PARTITION OF submission FOR VALUES FROM ('infinity') TO (MAXVALUE);
-- a net below the months: nothing is lost if making partitions ahead has failed for long
CREATE TABLE submission_unplaced PARTITION OF submission DEFAULT;

-- the queue: a claim reads from here, in the order in which rows fall due
CREATE INDEX submission_due ON submission_open (tenant_id, integration_id, due_at, id) WHERE state = 'queued';
-- what a dead process held
CREATE INDEX submission_leased ON submission_open (tenant_id, lease_until) WHERE state = 'sending';

-- the pages: newest first over all tenants; by the id that a customer gives
CREATE INDEX submission_newest ON submission (id);
CREATE INDEX submission_target ON submission (target_id, id);
-- few among many: the list that support opens on must not walk through all that went well
CREATE INDEX submission_attention ON submission (id) WHERE state IN ('held', 'rejected', 'expired') OR warnings > 0;
