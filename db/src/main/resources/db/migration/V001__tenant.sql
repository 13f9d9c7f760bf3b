-- Whose data it is. tenant_id is first in every other key, so that the schema can be distributed by tenant.
CREATE TABLE tenant (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_tenant_has_a_name CHECK (name <> '')
);

-- Keys of tenants. The id is the public part of pbk_<id>_<secret>; of the secret only its SHA-256 is here.
CREATE TABLE tenant_key (
  id           text PRIMARY KEY,
  tenant_id    bigint NOT NULL REFERENCES tenant,
  hash         bytea NOT NULL,
  scopes       text[] NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz,
  revoked_at   timestamptz,
  CONSTRAINT a_hash_is_sha_256 CHECK (octet_length(hash) = 32)
);
CREATE INDEX tenant_key_of_tenant ON tenant_key (tenant_id);
