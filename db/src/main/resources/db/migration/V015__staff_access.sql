-- People sign in with a password here or at an OpenID provider; they see all tenants or some. Failed sign-ins are counted here, so that
-- guessing is slowed down over all nodes.
ALTER TABLE staff
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN provider_subject text UNIQUE,
  ADD COLUMN all_tenants boolean NOT NULL DEFAULT true,
  ADD COLUMN disabled_at timestamptz,
  ADD COLUMN failed_sign_ins integer NOT NULL DEFAULT 0,
  ADD COLUMN locked_until timestamptz,
  ADD COLUMN last_signed_in_at timestamptz,
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD CONSTRAINT one_way_to_sign_in CHECK ((password_hash IS NULL) <> (provider_subject IS NULL));
CREATE TABLE staff_tenant (
  staff      text NOT NULL REFERENCES staff ON DELETE CASCADE,
  tenant_id  bigint NOT NULL REFERENCES tenant,
  PRIMARY KEY (staff, tenant_id)
);
