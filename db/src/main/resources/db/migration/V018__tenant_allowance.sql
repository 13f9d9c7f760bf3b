-- What is left of a tenant's limits, over all nodes. Nodes take from it in bulk; a tenant that never had a limit has no row.
CREATE TABLE tenant_allowance (
  tenant_id  bigint PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
  -- the bucket: so many requests were left at filled_at; since then it fills by the tenant's rate, up to the burst
  tokens     double precision NOT NULL,
  filled_at  timestamptz NOT NULL DEFAULT now(),
  -- how many result links were handed out of that day's limit (UTC); those that nodes gave back are not in it
  day        date NOT NULL,
  day_taken  bigint NOT NULL DEFAULT 0,
  CONSTRAINT nobody_owes_tokens CHECK (tokens >= 0),
  CONSTRAINT links_taken_are_counted CHECK (day_taken >= 0)
-- written several times a second: with room in its page a new version needs no new index entry
) WITH (fillfactor = 50);
