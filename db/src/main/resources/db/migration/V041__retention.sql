-- How long what a tenant sent is kept, and whether it may be deleted at all. Nothing is, where nobody says so.
ALTER TABLE tenant
  ADD COLUMN keep_days            integer,
  -- of what is delivered; what else is closed can be sent again and needs its body
  ADD COLUMN keep_bodies_days     integer,
  -- bodies of what was settled before this are gone already
  ADD COLUMN bodies_dropped_until timestamptz NOT NULL DEFAULT '-infinity',
  -- a legal hold: nothing of this tenant is deleted, whatever else is said
  ADD COLUMN hold_since           timestamptz,
  ADD COLUMN hold_reason          text,
  ADD CONSTRAINT days_to_keep_are_bounded CHECK (keep_days BETWEEN 1 AND 36500 AND keep_bodies_days BETWEEN 0 AND 36500),
  ADD CONSTRAINT a_hold_has_a_reason CHECK ((hold_since IS NULL) = (hold_reason IS NULL));

-- The functions are SECURITY DEFINER: the role that runs the gateway may not delete history, but what is due to go.

-- Deletes some of a tenant's submissions that are past their days, with all that belongs to them; how many.
CREATE FUNCTION purge_submissions(whose bigint, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '3s' AS $$
DECLARE
  before timestamptz;
  purged bigint;
BEGIN
  SELECT now() - make_interval(days => keep_days) INTO before FROM tenant WHERE id = whose AND hold_since IS NULL;
  WITH old AS (
    SELECT id, accepted_at, settled_at FROM submission
    WHERE tenant_id = whose AND settled_at < before
    ORDER BY id LIMIT most
  ), warned AS (
    DELETE FROM warning w USING old
    WHERE w.tenant_id = whose AND w.submission_id = old.id AND w.noted_at BETWEEN old.accepted_at AND old.settled_at
  ), tried AS (
    DELETE FROM attempt a USING old
    WHERE a.tenant_id = whose AND a.submission_id = old.id AND a.begun_at BETWEEN old.accepted_at AND old.settled_at
  ), gone AS (
    DELETE FROM submission s USING old
    WHERE s.tenant_id = whose AND s.id = old.id AND s.settled_at = old.settled_at
    RETURNING 1
  )
  SELECT count(*) INTO purged FROM gone;
  RETURN purged;
END
$$;

-- Drops the bodies of some of a tenant's delivered submissions, and of their answers; how many.
CREATE FUNCTION purge_bodies(whose bigint, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '3s' AS $$
DECLARE
  since timestamptz;
  before timestamptz;
  purged bigint;
BEGIN
  SELECT bodies_dropped_until, now() - make_interval(days => keep_bodies_days) INTO since, before
  FROM tenant WHERE id = whose AND hold_since IS NULL;
  WITH old AS (
    SELECT id, accepted_at, settled_at FROM submission
    WHERE tenant_id = whose AND settled_at >= since AND settled_at < before AND state = 'delivered' AND body <> ''
    ORDER BY id LIMIT most
  ), answers AS (
    UPDATE attempt a SET answer_body = NULL, answer_headers = NULL FROM old
    WHERE a.tenant_id = whose AND a.submission_id = old.id AND a.begun_at BETWEEN old.accepted_at AND old.settled_at
  ), emptied AS (
    UPDATE submission s SET body = '' FROM old
    WHERE s.tenant_id = whose AND s.id = old.id AND s.settled_at = old.settled_at
    RETURNING 1
  )
  SELECT count(*) INTO purged FROM emptied;
  IF purged = 0 AND before IS NOT NULL THEN
    UPDATE tenant SET bodies_dropped_until = greatest(bodies_dropped_until, before) WHERE id = whose;
  END IF;
  RETURN purged;
END
$$;

-- Drops one partition of a month that nobody keeps any more, and tells which; null when there is none. All tenants must have said how
-- long they keep, and none may be held. Attempts and warnings go when every submission accepted until then is gone.
CREATE FUNCTION purge_month() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '1s' AS $$
DECLARE
  before timestamptz;
  month record;
BEGIN
  SELECT now() - make_interval(days => max(keep_days)) INTO before FROM tenant
  HAVING bool_and(keep_days IS NOT NULL AND hold_since IS NULL);
  FOR month IN
    SELECT parent.relname AS parent, part.relname AS name,
      (to_date(right(part.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' AS ends
    FROM pg_inherits
    JOIN pg_class part ON part.oid = inhrelid
    JOIN pg_class parent ON parent.oid = inhparent
    WHERE parent.oid IN ('submission'::regclass, 'attempt'::regclass, 'warning'::regclass)
      AND part.relname ~ '_[0-9]{4}_[0-9]{2}$'
    ORDER BY parent.relname <> 'submission', part.relname
  LOOP
    CONTINUE WHEN before IS NULL OR month.ends > before;
    CONTINUE WHEN month.parent <> 'submission' AND EXISTS (SELECT FROM submission WHERE accepted_at < month.ends);
    EXECUTE format('DROP TABLE %I', month.name);
    RETURN month.name;
  END LOOP;
  RETURN NULL;
END
$$;

DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION purge_submissions(bigint, integer) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION purge_bodies(bigint, integer) SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION purge_month() SET search_path = %I, pg_temp', current_schema());
END
$$;
