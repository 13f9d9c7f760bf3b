-- Who did what, and why. Written in the same statement as the change itself.
CREATE TABLE audit (
  id            bigint GENERATED ALWAYS AS IDENTITY,
  at            timestamptz NOT NULL DEFAULT now(),
  tenant_id     bigint NOT NULL,
  submission_id uuid,
  actor         text NOT NULL,
  act           text NOT NULL,
  reason        text,
  origin        text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_of_submission ON audit (tenant_id, submission_id) WHERE submission_id IS NOT NULL;
