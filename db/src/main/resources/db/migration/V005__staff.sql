-- The people who use the pages.
CREATE TABLE staff (
  name          text PRIMARY KEY,
  role          text NOT NULL,
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_role_is_known CHECK (role IN ('viewer', 'support', 'admin'))
);

-- Who is signed in. The cookie's token is not here, only its SHA-256: reading this table lets nobody in.
CREATE TABLE staff_session (
  token_hash   bytea PRIMARY KEY,
  staff        text NOT NULL REFERENCES staff ON DELETE CASCADE,
  csrf         text NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX staff_session_age ON staff_session (created_at);
