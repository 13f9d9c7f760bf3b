-- Without statistics PostgreSQL takes a tenant to have one in two hundred of the rows, and so next to none of a table that has just begun.
-- Settling was then planned as a pass over all that is open, and over all attempts of the month, for each link of a batch, until
-- autovacuum first came by: 1,100 links a second and ever fewer instead of 5,000, in the first minutes of a new installation.
-- A hundred narrow rows are enough for it to know that all are alike in this. Nobody ever sees them.
DO $$
BEGIN
  -- below 0: no ANALYZE yet
  IF (SELECT reltuples < 0 FROM pg_class WHERE oid = 'submission_open'::regclass) THEN
    INSERT INTO submission_open
      (tenant_id, id, integration_id, key_id, target_kind, target_id, label, url, body, state, due_at, retry_until)
    SELECT 0, gen_random_uuid(), '', '', 'candidate', '', '', '', '', 'queued', 'infinity', 'infinity' FROM generate_series(1, 100);
    ANALYZE submission_open;
    DELETE FROM submission_open WHERE tenant_id = 0;
  END IF;
END
$$;

CREATE FUNCTION seed_attempts(partition regclass, starts date) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT reltuples < 0 FROM pg_class WHERE oid = partition) THEN
    EXECUTE format('INSERT INTO %s (tenant_id, submission_id, no, begun_at, lease, node)
      SELECT 0, gen_random_uuid(), 1, %L, gen_random_uuid(), %L FROM generate_series(1, 100)', partition, starts::text || ' 00:00:00+00', '');
    EXECUTE format('ANALYZE %s', partition);
    EXECUTE format('DELETE FROM %s WHERE tenant_id = 0', partition);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION make_partitions(months_ahead integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '3s' AS $$
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
        CONTINUE;
      END;
      IF parent = 'attempt' THEN
        PERFORM seed_attempts(partition, starts);
      END IF;
    END LOOP;
  END LOOP;
END
$$;

-- replaced, it has lost this (see V017)
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION make_partitions(integer) SET search_path = %I, pg_temp', current_schema());
END
$$;

-- those that are there already
DO $$
DECLARE
  there regclass;
BEGIN
  FOR there IN
    SELECT i.inhrelid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'attempt'::regclass AND c.relname ~ '^attempt_\d{4}_\d{2}$'
  LOOP
    PERFORM seed_attempts(there, to_date(right(there::text, 7), 'YYYY_MM'));
  END LOOP;
END
$$;
