-- One customer's applicant tracking system behind an upstream. The id is what callers send as X-Integration-Id.
CREATE TABLE integration (
  tenant_id       bigint NOT NULL REFERENCES tenant,
  id              text NOT NULL,
  label           text NOT NULL,
  connector       text NOT NULL,
  base_url        text NOT NULL,
  state           text NOT NULL DEFAULT 'active',
  state_reason    text,
  state_since     timestamptz NOT NULL DEFAULT now(),
  cap             integer NOT NULL,
  answer_within   bigint NOT NULL,
  call_timeout    bigint NOT NULL,
  retry_waits     bigint[] NOT NULL,
  retry_window    bigint NOT NULL,
  unsure_rule     text NOT NULL,
  unsure_wait     bigint NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT an_id_fits_a_header CHECK (id <> '' AND length(id) <= 200),
  CONSTRAINT a_state_is_known CHECK (state IN ('active', 'paused', 'blocked')),
  CONSTRAINT a_block_has_a_reason CHECK (state <> 'blocked' OR state_reason IS NOT NULL),
  CONSTRAINT an_unsure_rule_is_known CHECK (unsure_rule IN ('retry', 'hold')),
  CONSTRAINT a_cap_lets_something_through CHECK (cap > 0)
);
COMMENT ON COLUMN integration.answer_within IS 'milliseconds, as all durations here';

-- Sealed credentials, in a table of their own: the pages' database role need not read it.
CREATE TABLE credential (
  tenant_id      bigint NOT NULL,
  integration_id text NOT NULL,
  version        integer NOT NULL,
  key_id         bigint NOT NULL,
  ciphertext     text NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, integration_id, version),
  FOREIGN KEY (tenant_id, integration_id) REFERENCES integration
);
