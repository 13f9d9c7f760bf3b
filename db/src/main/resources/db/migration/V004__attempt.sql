-- One call to an upstream. Written before the call is made, completed when it is settled: an attempt without an end is one
-- that is under way, or whose process died.
CREATE TABLE attempt (
  tenant_id       bigint NOT NULL,
  submission_id   uuid NOT NULL,
  no              integer NOT NULL,
  begun_at        timestamptz NOT NULL,
  lease           uuid NOT NULL,
  node            text NOT NULL,
  ended_at        timestamptz,
  outcome         text,
  reason          text,
  status          integer,
  code            text,
  title           text,
  message         text,
  log_url         text,
  answer_headers  text,
  answer_body     text,
  answer_cut      boolean,
  connect_us      bigint,
  waiting_us      bigint,
  reading_us      bigint,
  PRIMARY KEY (tenant_id, submission_id, no, begun_at),
  CONSTRAINT an_outcome_is_known
    CHECK (outcome IN ('accepted', 'refused', 'not_taken', 'blocked', 'unsure')),
  CONSTRAINT an_ended_attempt_has_an_outcome CHECK ((ended_at IS NULL) = (outcome IS NULL))
) PARTITION BY RANGE (begun_at);
CREATE TABLE attempt_unplaced PARTITION OF attempt DEFAULT;

-- What an upstream said beside success, word for word.
CREATE TABLE warning (
  tenant_id      bigint NOT NULL,
  submission_id  uuid NOT NULL,
  attempt        integer NOT NULL,
  no             integer NOT NULL,
  noted_at       timestamptz NOT NULL DEFAULT now(),
  message        text NOT NULL,
  PRIMARY KEY (tenant_id, submission_id, attempt, no, noted_at)
) PARTITION BY RANGE (noted_at);
CREATE TABLE warning_unplaced PARTITION OF warning DEFAULT;

-- Makes the partitions of this month and of the months ahead, in UTC; those that are there stay as they are.
-- SECURITY DEFINER: the role that runs the gateway need not be one that may change the schema.
-- Made beside and attached, because CREATE TABLE ... PARTITION OF would stop every statement on the parent while it waits for
-- a reader; attaching stops only those that read the net. lock_timeout: these too wait no longer than that.
CREATE FUNCTION make_partitions(months_ahead integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '3s' AS $$
DECLARE
  parent text;
  partition text;
  first_day date := date_trunc('month', now() AT TIME ZONE 'UTC')::date;
  starts date;
BEGIN
  -- nodes that start together take turns
  PERFORM pg_advisory_xact_lock(hashtext('passback make_partitions'));
  FOREACH parent IN ARRAY ARRAY['submission', 'attempt', 'warning'] LOOP
    FOR ahead IN 0..months_ahead LOOP
      starts := (first_day + make_interval(months => ahead))::date;
      partition := parent || to_char(starts, '_YYYY_MM');
      CONTINUE WHEN to_regclass(quote_ident(partition)) IS NOT NULL;
      BEGIN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, partition,
          starts::text || ' 00:00:00+00', (starts + interval '1 month')::date::text || ' 00:00:00+00');
      EXCEPTION WHEN check_violation THEN
        -- the net has caught rows of this month: they stay there, and the other months are made all the same
        RAISE WARNING '% is not made: % has rows of that month', partition, parent || '_unplaced';
      END;
    END LOOP;
  END LOOP;
END
$$;
SELECT make_partitions(3);
