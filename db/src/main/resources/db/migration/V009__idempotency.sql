-- The first answer to each Idempotency-Key of a tenant, so that the same request again gets the same answer.
CREATE TABLE idempotency (
  tenant_id      bigint NOT NULL,
  key            text NOT NULL,
  request_hash   bytea NOT NULL,
  submission_id  uuid NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  status         integer,
  body           text,
  PRIMARY KEY (tenant_id, key),
  CONSTRAINT a_key_fits_a_header CHECK (key <> '' AND length(key) <= 255),
  CONSTRAINT an_answer_is_whole CHECK ((status IS NULL) = (body IS NULL))
);
CREATE INDEX idempotency_age ON idempotency (created_at);
