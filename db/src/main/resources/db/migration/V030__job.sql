-- One act on many submissions, which a person asked for: worked off by whichever node has the lease, a batch at a time. The
-- transaction that acts on a batch moves the cursor, so that whoever goes on leaves none out and takes none twice.
CREATE TABLE job (
  id            uuid PRIMARY KEY,
  -- the form that asked for it: pressed twice it makes one job
  form          uuid NOT NULL UNIQUE,
  created_at    timestamptz NOT NULL DEFAULT now(),
  actor         text NOT NULL,
  act           text NOT NULL,
  reason        text NOT NULL,
  -- which submissions, in the words of the list
  query         text NOT NULL,
  -- and whose: what the person could see then; everybody's when there is nothing here
  tenants       bigint[],
  rate          integer NOT NULL,
  -- how many matched when it was made, counted up to a bound
  expected      integer NOT NULL,
  expected_more boolean NOT NULL,
  state         text NOT NULL DEFAULT 'waiting',
  started_at    timestamptz,
  ended_at      timestamptz,
  ended_by      text,
  failure       text,
  -- no submission after this one: what comes later is not touched
  last_id       uuid NOT NULL,
  cursor_id     uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  done          integer NOT NULL DEFAULT 0,
  unchanged     integer NOT NULL DEFAULT 0,
  refused       integer NOT NULL DEFAULT 0,
  -- rounds in a row that came to nothing
  stumbles      integer NOT NULL DEFAULT 0,
  node          text,
  lease         uuid,
  lease_until   timestamptz,
  CONSTRAINT a_job_act_is_known CHECK (act IN ('send again', 'release', 'hold', 'cancel')),
  CONSTRAINT a_job_state_is_known CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
  CONSTRAINT a_job_has_a_rate CHECK (rate > 0),
  CONSTRAINT a_job_that_is_over_has_ended CHECK ((state IN ('done', 'cancelled', 'failed')) = (ended_at IS NOT NULL)),
  CONSTRAINT only_a_running_job_is_leased CHECK (lease IS NULL OR state = 'running' AND lease_until IS NOT NULL)
);
CREATE INDEX job_open ON job (id) WHERE state IN ('waiting', 'running');

-- What a job looked at and did not change, up to a bound: in which state it was, or what the database said.
CREATE TABLE job_unchanged (
  job_id         uuid NOT NULL REFERENCES job ON DELETE CASCADE,
  submission_id  uuid NOT NULL,
  tenant_id      bigint NOT NULL,
  found          text NOT NULL,
  refusal        text,
  PRIMARY KEY (job_id, submission_id)
);

ALTER TABLE audit
  DROP CONSTRAINT a_subject_is_known,
  ADD CONSTRAINT a_subject_is_known
    CHECK (subject_kind IN
      ('submission', 'tenant', 'key', 'integration', 'credential', 'staff', 'management_key', 'view', 'job', 'problem',
       'explanation'));
