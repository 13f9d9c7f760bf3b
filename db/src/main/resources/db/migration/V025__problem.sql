-- What an attempt says of itself once it is over: all that statistics and problems count stands in the row, so that counting needs no
-- look at the submission, which may be sent again and come to something else.
ALTER TABLE attempt
  ADD COLUMN integration_id text,
  ADD COLUMN next_state text,
  ADD COLUMN problem bigint;
COMMENT ON COLUMN attempt.next_state IS 'the state of the submission that followed';
COMMENT ON COLUMN attempt.problem IS 'which problem the failure belongs to, see core: ProblemId';
ALTER TABLE warning
  ADD COLUMN integration_id text,
  ADD COLUMN problem bigint;
-- the problem that the last attempt met; none when it was taken
ALTER TABLE submission ADD COLUMN last_problem bigint;

-- Few among many: what was delivered without a remark is in neither. A problem belongs to one tenant, so its number comes first: a list of
-- it is read in the order of ids, however long it is.
CREATE INDEX submission_problem ON submission (last_problem, id) WHERE last_problem IS NOT NULL;
CREATE INDEX warning_problem ON warning (problem, submission_id) WHERE problem IS NOT NULL;

-- By time, for the fold, which reads what is newest. They name blocks, not rows: writing a row costs next to nothing, and from
-- PostgreSQL 16 on they do not keep an attempt from being completed in place.
CREATE INDEX attempt_ended ON attempt USING brin (ended_at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX warning_noted ON warning USING brin (noted_at) WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX submission_accepted ON submission USING brin (accepted_at) WITH (pages_per_range = 32, autosummarize = on);

-- All failures or warnings of one cause on one integration. Written by the fold alone, but for what staff say of it.
CREATE TABLE problem (
  tenant_id          bigint NOT NULL REFERENCES tenant,
  id                 bigint NOT NULL,
  integration_id     text NOT NULL,
  kind               text NOT NULL,
  -- the same cause on whichever integration
  cause              bigint NOT NULL,
  code               text NOT NULL,
  pattern            text NOT NULL,
  sample             text NOT NULL,
  sample_submission  uuid NOT NULL,
  first_seen         timestamptz NOT NULL,
  last_seen          timestamptz NOT NULL,
  times              bigint NOT NULL,
  state              text NOT NULL DEFAULT 'open',
  state_since        timestamptz NOT NULL DEFAULT now(),
  state_by           text,
  muted_until        timestamptz,
  version            bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT a_kind_is_known CHECK (kind IN ('failure', 'warning')),
  CONSTRAINT a_state_is_known CHECK (state IN ('open', 'acknowledged', 'muted', 'resolved')),
  CONSTRAINT only_what_is_muted_is_muted_until CHECK ((state = 'muted') = (muted_until IS NOT NULL))
);
CREATE INDEX problem_id ON problem (id);
CREATE INDEX problem_newest ON problem (last_seen, id);
CREATE INDEX problem_cause ON problem (cause);

-- How often, by the hour.
CREATE TABLE problem_seen (
  tenant_id  bigint NOT NULL,
  id         bigint NOT NULL,
  hour       timestamptz NOT NULL,
  times      bigint NOT NULL,
  PRIMARY KEY (tenant_id, id, hour),
  FOREIGN KEY (tenant_id, id) REFERENCES problem ON DELETE CASCADE
);
CREATE INDEX problem_seen_hour ON problem_seen (hour);

-- What a cause means and what to tell the customer: written once for everybody. Every version is kept; the last one counts.
CREATE TABLE explanation (
  cause       bigint NOT NULL,
  version     integer NOT NULL,
  words       text NOT NULL,
  written_by  text NOT NULL,
  written_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (cause, version)
);

ALTER TABLE audit
  DROP CONSTRAINT a_subject_is_known,
  ADD CONSTRAINT a_subject_is_known CHECK (subject_kind IN
    ('submission', 'tenant', 'key', 'integration', 'credential', 'staff', 'management_key', 'view', 'job', 'problem', 'explanation'));
