-- A blocked integration is tried with one submission now and then; when it was released, the retry windows of what waited
-- count from there.
ALTER TABLE integration
  ADD COLUMN probe_at timestamptz,
  ADD COLUMN released_at timestamptz;
COMMENT ON COLUMN integration.probe_at IS 'blocked: when the next submission is sent to see whether it is mended';

-- What came of a call whose process had lost its lease: it was judged unsure before, and this came too late to count.
ALTER TABLE attempt
  ADD COLUMN late_at timestamptz,
  ADD COLUMN late_outcome text,
  ADD COLUMN late_reason text;
