-- What a tenant may do now. A limit that is absent does not bind. changed_at: nodes that remember keys look for what changed.
ALTER TABLE tenant
  ADD COLUMN suspended_at timestamptz,
  ADD COLUMN suspended_reason text,
  ADD COLUMN rate_per_second integer,
  ADD COLUMN rate_burst integer,
  ADD COLUMN per_day bigint,
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
  ADD CONSTRAINT a_rate_has_a_burst CHECK ((rate_per_second IS NULL) = (rate_burst IS NULL)),
  ADD CONSTRAINT limits_let_something_through CHECK (rate_per_second > 0 AND rate_burst > 0 AND per_day > 0);
CREATE INDEX tenant_changed ON tenant (changed_at);

ALTER TABLE tenant_key
  ADD COLUMN label text NOT NULL DEFAULT '',
  ADD COLUMN last_used_at timestamptz,
  ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN tenant_key.last_used_at IS 'to the minute';
CREATE INDEX tenant_key_changed ON tenant_key (changed_at);

-- Keys of whoever runs the platform: pbm_<id>_<secret>. They belong to no tenant.
CREATE TABLE management_key (
  id            text PRIMARY KEY,
  hash          bytea NOT NULL,
  label         text NOT NULL DEFAULT '',
  scopes        text[] NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  expires_at    timestamptz,
  revoked_at    timestamptz,
  last_used_at  timestamptz,
  changed_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_hash_is_sha_256 CHECK (octet_length(hash) = 32)
);
CREATE INDEX management_key_changed ON management_key (changed_at);
