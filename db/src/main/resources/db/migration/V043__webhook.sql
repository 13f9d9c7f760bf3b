-- Where a tenant is told of what happens to what it sent; those of tenant 0 are the operator's and hear of all tenants.
CREATE TABLE webhook (
  tenant_id     bigint NOT NULL,
  id            uuid NOT NULL,
  url           text NOT NULL,
  -- which events it is told of
  events        text[] NOT NULL,
  state         text NOT NULL DEFAULT 'active',
  state_reason  text,
  state_since   timestamptz NOT NULL DEFAULT now(),
  created_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT a_webhook_state_is_known CHECK (state IN ('active', 'disabled')),
  CONSTRAINT a_webhook_hears_of_something CHECK (cardinality(events) > 0),
  CONSTRAINT a_disabled_webhook_has_a_reason CHECK ((state = 'disabled') = (state_reason IS NOT NULL))
);

-- What its messages are signed with, sealed: the newest, and for a while after a rotation the one before.
CREATE TABLE webhook_secret (
  tenant_id   bigint NOT NULL,
  webhook_id  uuid NOT NULL,
  no          integer NOT NULL,
  key_id      bigint NOT NULL,
  ciphertext  text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  ends_at     timestamptz NOT NULL DEFAULT 'infinity',
  PRIMARY KEY (tenant_id, webhook_id, no),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook ON DELETE CASCADE
);
CREATE INDEX webhook_secret_key ON webhook_secret (key_id);

-- One event for one webhook. Written by the fold, in the transaction that moves its mark: each event once.
CREATE TABLE webhook_message (
  tenant_id   bigint NOT NULL,
  webhook_id  uuid NOT NULL,
  id          uuid NOT NULL,
  type        text NOT NULL,
  -- to the letter as it is sent, each time
  body        text NOT NULL,
  made_at     timestamptz NOT NULL DEFAULT now(),
  state       text NOT NULL DEFAULT 'waiting',
  attempts    integer NOT NULL DEFAULT 0,
  -- when it is sent, or sent again because whoever was sending it has died
  due_at      timestamptz DEFAULT now(),
  PRIMARY KEY (tenant_id, webhook_id, id),
  FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhook ON DELETE CASCADE,
  CONSTRAINT a_message_state_is_known CHECK (state IN ('waiting', 'delivered', 'failed')),
  CONSTRAINT only_a_waiting_message_is_due CHECK ((state = 'waiting') = (due_at IS NOT NULL))
);
CREATE INDEX webhook_message_due ON webhook_message (tenant_id, webhook_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_message_newest ON webhook_message (tenant_id, webhook_id, made_at, id);
CREATE INDEX webhook_message_made ON webhook_message (made_at);

CREATE TABLE webhook_attempt (
  tenant_id   bigint NOT NULL,
  webhook_id  uuid NOT NULL,
  message_id  uuid NOT NULL,
  no          integer NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  took_ms     integer NOT NULL,
  status      integer,
  -- why there was no answer, or what the answer's status means
  error       text,
  PRIMARY KEY (tenant_id, webhook_id, message_id, no),
  FOREIGN KEY (tenant_id, webhook_id, message_id) REFERENCES webhook_message ON DELETE CASCADE
);

-- What webhooks were last told of it. Nobody is told of what was before this migration.
ALTER TABLE integration ADD COLUMN told_state text NOT NULL DEFAULT 'active', ADD COLUMN told_since timestamptz;
UPDATE integration SET told_state = state, told_since = state_since;
ALTER TABLE problem ADD COLUMN told_state text;
UPDATE problem SET told_state = CASE WHEN state = 'resolved' THEN 'resolved' ELSE 'open' END;
CREATE INDEX problem_untold ON problem (tenant_id, id) WHERE told_state IS DISTINCT FROM state AND state IN ('open', 'resolved');

ALTER TABLE audit
  DROP CONSTRAINT a_subject_is_known,
  ADD CONSTRAINT a_subject_is_known
    CHECK (subject_kind IN
      ('submission', 'tenant', 'key', 'integration', 'credential', 'staff', 'management_key', 'view', 'job', 'problem',
       'explanation', 'webhook'));
