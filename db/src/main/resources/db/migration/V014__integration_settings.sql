-- version: of what people set, so that a change made on top of an older one is refused. credential_version: which credential is in
-- force; it comes with every claim, so that a rotated one is used from the next attempt on.
ALTER TABLE integration
  ADD COLUMN may_add_result_links boolean NOT NULL DEFAULT true,
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD COLUMN credential_version integer NOT NULL DEFAULT 1;
-- what is still sealed with an older key
CREATE INDEX credential_key ON credential (key_id);
